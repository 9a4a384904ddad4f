/** Numbers in sentences: whole ones whole, others to four significant digits. */
export function numberText(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'unknown';
  if (Number.isInteger(value)) return value.toLocaleString('en');
  if (Math.abs(value) >= 1000) return value.toLocaleString('en', { maximumFractionDigits: 1 });
  return value.toLocaleString('en', { minimumSignificantDigits: 4, maximumSignificantDigits: 4 });
}
