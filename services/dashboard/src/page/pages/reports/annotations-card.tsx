/** What happened in a programme that no event tells: shown on every trend. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Annotation, annotationsQuery } from '../../data/annotations.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Dialog } from '../../design/overlay.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { OrderForm, SelectField, TextField } from '../../keep/form-fields.tsx';
import { type AnnotationOrder, useAnnotate, useRemoval } from '../../keep/kept.ts';
import { showDate } from '../../view/period.ts';
import { useScope } from '../../view/use-scope.ts';
import { DeedButton } from './deed-button.tsx';

const KINDS = ['holiday', 'training', 'change', 'other'] as const;

function Removal({ annotation, programme }: { annotation: Annotation; programme: string | undefined }) {
  const removal = useRemoval('annotation', annotationsQuery(programme).queryKey);
  const { id, text, mine } = annotation;
  return mine ? (
    <DeedButton
      verb="Remove"
      name={`Remove ${text}`}
      isPending={removal.isPending}
      onClick={() => removal.mutate(id)}
    />
  ) : null;
}

const columnsOf = (programme: string | undefined): Column<Annotation>[] => [
  { id: 'text', title: 'What', cell: ({ text }) => text, sortBy: ({ text }) => text },
  { id: 'kind', title: 'Kind', cell: ({ kind }) => kind, sortBy: ({ kind }) => kind },
  {
    id: 'days',
    title: 'Days',
    cell: ({ from, to }) => (to === null ? showDate(from) : `${showDate(from)} to ${showDate(to)}`),
    sortBy: ({ from }) => from,
  },
  { id: 'programme', title: 'Programme', cell: (one) => one.programme ?? 'all' },
  { id: 'deeds', title: 'To do', cell: (one) => <Removal annotation={one} programme={programme} /> },
];

function orderIn(form: FormData, programme: string | undefined): AnnotationOrder {
  const [from, to, text] = ['from', 'to', 'text'].map((name) => String(form.get(name) ?? '').trim());
  return {
    ...{ from: from ?? '', text: text ?? '', kind: KINDS.find((kind) => kind === form.get('kind')) ?? 'other' },
    ...(to === undefined || to === '' ? {} : { to }),
    ...(programme === undefined ? {} : { programme }),
  };
}

function Add({ programme, onClose }: { programme: string | undefined; onClose(): void }) {
  const annotate = useAnnotate(programme);
  const key = useMemo(() => crypto.randomUUID(), []);
  const about = programme === undefined ? 'About all programmes.' : `About ${programme}.`;
  return (
    <Dialog isOpen onClose={onClose} title="Add an annotation" about={about}>
      <OrderForm
        onSubmit={(event) => {
          event.preventDefault();
          const order = orderIn(new FormData(event.currentTarget), programme);
          annotate.mutate({ order, key }, { onSuccess: onClose });
        }}
        error={annotate.error}
        isPending={annotate.isPending}
        verb="Add"
      >
        <TextField
          name="text"
          label="What happened"
          maxLength={200}
          hint="About the programme, never about people: it is written down for good."
        />
        <SelectField name="kind" label="Kind" options={KINDS.map((kind) => [kind, kind])} />
        <TextField name="from" label="First day" type="date" />
        <TextField name="to" label="Last day, if it was more than one" type="date" isOptional />
      </OrderForm>
    </Dialog>
  );
}

export function AnnotationsCard() {
  const { view } = useScope();
  const { programme } = view;
  const query = useQuery(annotationsQuery(programme));
  const [isAdding, setAdding] = useState(false);
  return (
    <Card
      title="Annotations"
      note="holidays, trainings, changes: shown on every trend of the programme"
      actions={
        <button type="button" className="button" onClick={() => setAdding(true)}>
          Add
        </button>
      }
    >
      <Fetched query={query} height={120}>
        {(annotations) =>
          annotations.length === 0 ? (
            <Empty title="No annotations">A dip in December is easier to read beside “Offices are closed”.</Empty>
          ) : (
            <DataTable
              isCardsWhereNarrow
              caption="Annotations, by their first day"
              rows={annotations}
              columns={columnsOf(programme)}
              keyOf={({ id }) => id}
            />
          )
        }
      </Fetched>
      {isAdding ? <Add programme={programme} onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}
