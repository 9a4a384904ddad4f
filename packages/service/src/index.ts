/** What every process of Rapport needs around its own work. The only room that reads the environment. */
export {
  ConfigError,
  defaultHome,
  type Environment,
  exportsPathIn,
  knownVariables,
  loadConfig,
  nearest,
  settings,
  subscriptionsPathIn,
  tokensPathIn,
  type Variable,
} from './config.ts';
export { createHttpService, type HttpServiceOptions, type ReadinessChecks } from './http-service.ts';
export { createLogger, type Logger } from './logger.ts';
export { PROBLEM_MEDIA_TYPE, type Problem, ProblemError, type ProblemItem, problemType } from './problem.ts';
export { createRegistry, type Registry } from './registry.ts';
export { onShutdown, runMain } from './shutdown.ts';
export { notPermitted, tokenNeeded, tokenOf } from './tokens/bearer.ts';
export { isFromHere, isLoopback } from './tokens/loopback.ts';
export {
  leastPeople,
  type MadeToken,
  makeToken,
  type StoredToken,
  stateOf,
  type TokenRole,
  tokenRoles,
} from './tokens/token.ts';
export { changeTokenFile, readTokenFile, TokenFileError, type TokenFileProblem } from './tokens/token-file.ts';
export { createTokenSource, type TokenSource } from './tokens/token-source.ts';
