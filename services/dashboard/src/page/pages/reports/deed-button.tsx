/** A small button in a row: what it does, and to what. */
export function DeedButton(props: { verb: string; name: string; isPending?: boolean; onClick(): void }) {
  const { verb, name, isPending = false, onClick } = props;
  return (
    <button type="button" className="button small no-print" aria-label={name} disabled={isPending} onClick={onClick}>
      {verb}
    </button>
  );
}
