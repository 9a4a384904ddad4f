/** What every process of Rapport needs around its own work. The only room that reads the environment. */
export {
  ConfigError,
  type Environment,
  knownVariables,
  loadConfig,
  nearest,
  settings,
  type Variable,
} from './config.ts';
export { createHttpService, type HttpServiceOptions, type ReadinessChecks } from './http-service.ts';
export { createLogger, type Logger } from './logger.ts';
export { PROBLEM_MEDIA_TYPE, type Problem, ProblemError, type ProblemItem, problemType } from './problem.ts';
export { createRegistry, type Registry } from './registry.ts';
export { onShutdown, runMain } from './shutdown.ts';
