/** Looking at files, rehearsing an import and doing it. */
import { asked, type ingestPaths } from '@rapport/client';
import { queryOptions, useMutation } from '@tanstack/react-query';
import { bodyOf } from '../../data/client.ts';
import { ingest } from '../../data/ingest.ts';
import { type ChosenFile, forApi } from './chosen-files.ts';

type AnswerOf<Path extends '/v1/imports' | '/v1/imports/preview'> =
  ingestPaths[Path]['post']['responses'][200]['content']['application/json'];
export type Preview = AnswerOf<'/v1/imports/preview'>;
export type Report = AnswerOf<'/v1/imports'>;
export type Reject = Report['rejects'][number];

export type Order = { readonly files: readonly ChosenFile[]; readonly mapping: string };

const bodyFor = ({ files, mapping }: Order) => ({ mapping, files: forApi(files) });

/** Columns of the chosen files. Nothing of them is kept by the server. */
export const columnsQuery = (files: readonly ChosenFile[]) =>
  queryOptions({
    queryKey: ['import-columns', files.map(({ name, base64 }) => [name, base64.length, base64.slice(0, 400)])],
    queryFn: async () =>
      (await bodyOf(asked(ingest.POST('/v1/imports/columns', { body: { files: forApi(files) } })))).files,
    enabled: files.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const templateQuery = queryOptions({
  queryKey: ['import-template'],
  queryFn: () => bodyOf(asked(ingest.GET('/v1/imports/template'))),
  staleTime: Number.POSITIVE_INFINITY,
});

export const usePreview = () =>
  useMutation({
    mutationFn: (order: Order) => bodyOf(asked(ingest.POST('/v1/imports/preview', { body: bodyFor(order) }))),
  });

export const useImport = () =>
  useMutation({ mutationFn: (order: Order) => bodyOf(asked(ingest.POST('/v1/imports', { body: bodyFor(order) }))) });
