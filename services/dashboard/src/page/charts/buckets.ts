/** Time buckets as the API labels them: 2026-11-23, 2026-W48, 2026-11, 2026-Q4, 2026. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A bucket for people: Nov 2026, Q4 2026, 23 Nov 2026. Others are shown as they are. */
export function bucketText(bucket: string | null): string {
  if (bucket === null) return '';
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(bucket);
  if (day !== null) return `${Number(day[3])} ${MONTHS[Number(day[2]) - 1]} ${day[1]}`;
  const month = /^(\d{4})-(\d{2})$/.exec(bucket);
  if (month !== null) return `${MONTHS[Number(month[2]) - 1]} ${month[1]}`;
  const quarter = /^(\d{4})-Q(\d)$/.exec(bucket);
  if (quarter !== null) return `Q${quarter[2]} ${quarter[1]}`;
  const week = /^(\d{4})-W(\d{2})$/.exec(bucket);
  return week === null ? bucket : `week ${Number(week[2])}, ${week[1]}`;
}

/** A bucket below an axis, where its neighbours say the rest: Nov, with 2025 under the first one and under every January. */
export function bucketTick(bucket: string, isFirst: boolean): string {
  const [, year = '', month] = /^(\d{4})-(\d{2})$/.exec(bucket) ?? [];
  if (month !== undefined) return `${MONTHS[Number(month) - 1]}${isFirst || month === '01' ? `\n${year}` : ''}`;
  const [, other = '', quarter] = /^(\d{4})-(Q\d)$/.exec(bucket) ?? [];
  if (quarter !== undefined) return `${quarter}${isFirst || quarter === 'Q1' ? `\n${other}` : ''}`;
  return bucketText(bucket);
}

/** The ISO week of a local date: 2026-W48. */
function weekOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  // A week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((day.getTime() - first) / 86_400_000 + 1) / 7);
  return `${day.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** Which of the buckets a local date lies in, whatever their grain. */
export function bucketOfDate(date: string, buckets: readonly string[]): string | undefined {
  const [year = '', month = ''] = date.split('-');
  const quarter = `${year}-Q${Math.ceil(Number(month) / 3)}`;
  return [date, weekOf(date), `${year}-${month}`, quarter, year].find((label) => buckets.includes(label));
}

/** The first local date of a bucket: 2026-10-01 of 2026-Q4. Nothing for what is no bucket of ours. */
export function firstDateOf(bucket: string): string | undefined {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(bucket);
  if (quarter !== null) return `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`;
  const week = /^(\d{4})-W(\d{2})$/.exec(bucket);
  if (week !== null) {
    // The fourth of January lies in the first week.
    const fourth = new Date(`${week[1]}-01-04T00:00:00Z`);
    fourth.setUTCDate(fourth.getUTCDate() - ((fourth.getUTCDay() || 7) - 1) + (Number(week[2]) - 1) * 7);
    return fourth.toISOString().slice(0, 10);
  }
  return /^\d{4}(-\d{2}){0,2}$/.test(bucket) ? `${bucket}-01-01`.slice(0, 10) : undefined;
}
