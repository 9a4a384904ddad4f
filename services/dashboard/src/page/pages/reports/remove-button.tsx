export function RemoveButton({ name, isPending, onClick }: { name: string; isPending: boolean; onClick(): void }) {
  return (
    <button
      type="button"
      className="button button-quiet small"
      aria-label={`Remove ${name}`}
      disabled={isPending}
      onClick={onClick}
    >
      Remove
    </button>
  );
}
