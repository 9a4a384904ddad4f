/** Preloaded with --import: this process's clock is wrong by CHAOS_SKEW_MS. Timers and monotonic time stay as they are. */
const skewMs = Number(process.env['CHAOS_SKEW_MS'] ?? 0);
const RealDate = Date;
const now = RealDate.now.bind(RealDate);

Date.now = () => now() + skewMs;
// `new Date()` asks the engine's clock and not Date.now.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[]) =>
    args.length === 0 ? new target(now() + skewMs) : Reflect.construct(target, args),
  apply: () => new RealDate(now() + skewMs).toString(),
});
