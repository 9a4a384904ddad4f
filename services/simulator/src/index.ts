/** Synthetic programmes with known truth. */
export type { ByMentoring, BySide, ExpectedValues } from './expected-values.ts';
export {
  type MeetingOutcome,
  type ModelOverrides,
  type SideModel,
  type SimulationModel,
  SimulationOptionError,
} from './model.ts';
export { type EventSender, type ProducedTruth, type ProduceRequest, produceProgramme } from './produce.ts';
export {
  type EventCounts,
  type Simulation,
  type SimulationOptions,
  simulateProgramme,
  type Truth,
} from './simulate-programme.ts';
