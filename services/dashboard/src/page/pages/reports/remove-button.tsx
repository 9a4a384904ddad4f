export function RemoveButton({ name, isPending, onClick }: { name: string; isPending: boolean; onClick(): void }) {
  return (
    <div className="row no-print">
      <button
        type="button"
        className="button small"
        aria-label={`Remove ${name}`}
        disabled={isPending}
        onClick={onClick}
      >
        Remove
      </button>
    </div>
  );
}
