/** Why a local stack cannot be had; `README.md` lists the codes with their cause and fix. */
export type StackErrorCode =
  | 'STACK_HALF_EXTERNAL'
  | 'STACK_NOT_AVAILABLE'
  | 'STACK_LOCKED'
  | 'IMAGE_NOT_HAD'
  | 'JAVA_NOT_FOUND'
  | 'MAVEN_NOT_FOUND'
  | 'JARS_DOWNLOAD_FAILED'
  | 'KAFKA_FORMAT_FAILED'
  | 'PORT_TAKEN'
  | 'DISK_FULL'
  | 'PROCESS_EXITED'
  | 'PROCESS_NOT_READY';

/** A failure of the local stack. `message` says what happened and what to do about it. */
export class StackError extends Error {
  readonly code: StackErrorCode;
  readonly retriable: boolean;

  constructor(code: StackErrorCode, message: string, options: ErrorOptions & { retriable?: boolean } = {}) {
    super(message, options);
    this.name = 'StackError';
    this.code = code;
    this.retriable = options.retriable ?? false;
  }
}
