/** Fields of the forms in which something is kept, and the form around them. */
import { type FormEvent, type ReactNode, useId } from 'react';
import { ProblemNotice } from '../design/surfaces.tsx';

export type Submitted = FormEvent<HTMLFormElement>;

export const NO_PEOPLE = 'About programmes, never about people: it is written down for good.';

export const SHARED = 'Share with everybody who sees this programme';

export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

/** What a form was filled with; the page stays. */
export function formOf(event: Submitted): FormData {
  event.preventDefault();
  return new FormData(event.currentTarget);
}

export function TextField(props: {
  name: string;
  label: string;
  type?: string;
  hint?: string;
  maxLength?: number;
  isOptional?: boolean;
  initial?: string | undefined;
}) {
  const { name, label, type = 'text', hint, maxLength, isOptional = false, initial } = props;
  const id = useId();
  return (
    <div className="stack-tight">
      <label className="field" htmlFor={id}>
        <span>{label}</span>
        <input
          {...{ id, name, type, required: !isOptional, defaultValue: initial }}
          className="input"
          {...(maxLength === undefined ? {} : { maxLength })}
          {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        />
      </label>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="soft small">
          {hint}
        </span>
      )}
    </div>
  );
}

export function SelectField(props: {
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  initial?: string;
  onChange?: (value: string) => void;
}) {
  const { name, label, options, initial, onChange } = props;
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>{label}</span>
      <select
        {...{ id, name, defaultValue: initial }}
        className="input"
        onChange={({ target }) => onChange?.(target.value)}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CheckField({ name, label, initial = false }: { name: string; label: string; initial?: boolean }) {
  const id = useId();
  return (
    <label className="row" htmlFor={id}>
      <input id={id} type="checkbox" name={name} defaultChecked={initial} />
      <span>{label}</span>
    </label>
  );
}

export function OrderForm(props: {
  onSubmit(event: Submitted): void;
  error: Error | null;
  isPending: boolean;
  verb: string;
  children: ReactNode;
}) {
  const { onSubmit, error, isPending, verb, children } = props;
  return (
    <form className="stack" onSubmit={onSubmit}>
      {children}
      {error === null ? null : <ProblemNotice error={error} />}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={isPending}>
          {verb}
        </button>
      </div>
    </form>
  );
}
