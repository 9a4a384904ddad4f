/** Questions to a rig that somebody is breaking at this moment. */

const AGAIN_MS = 100;

/** Asks until it is answered; an error that says that another try may help is no answer. */
export async function patiently<T>(ask: () => Promise<T>, deadlineMs = 60_000): Promise<T> {
  const until = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if ((error as { retriable?: boolean }).retriable !== true || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
