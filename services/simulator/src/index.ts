/** Synthetic programmes with known truth. */
export type { ByMentoring, ExpectedRetention } from './expected-careers.ts';
export type { ExpectedGoals, ExpectedSkillGain } from './expected-goals.ts';
export type { BySide, ExpectedValues } from './expected-values.ts';
export {
  type GoalModel,
  type MeetingOutcome,
  type ModelOverrides,
  type SelectionModel,
  type SideModel,
  type SimulationModel,
  SimulationOptionError,
  type SkillModel,
} from './model.ts';
export { type EventSender, type ProducedTruth, type ProduceRequest, produceProgramme } from './produce.ts';
export {
  type EventCounts,
  type Simulation,
  type SimulationOptions,
  simulateProgramme,
  type Truth,
} from './simulate-programme.ts';
