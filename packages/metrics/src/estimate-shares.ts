/** Estimates of shares, rates and counts. */
import {
  type ClusteredEstimate,
  clusteredProportion,
  clusteredRate,
  type Estimate,
  proportion,
  rate,
} from '@rapport/statistics';
import type { Whole } from './composition.ts';
import type { CellEstimate } from './estimate.ts';
import { productsIn, sumIn } from './exact-sums.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/** An estimate as a cell carries it. */
export function plain(estimate: Estimate): CellEstimate {
  const { value, n, ci, reason } = estimate;
  return { value, n, ci, ...(reason === undefined ? {} : { reason }) };
}

/** An estimate whose interval lets the units of one mentor hang together. */
export function clusteredCell(estimate: ClusteredEstimate): CellEstimate {
  return { ...plain(estimate), details: { clusters: estimate.clusters, design_effect: estimate.designEffect } };
}

/** Share with Wilson's interval. */
export function shareOf(k: number, n: number): CellEstimate {
  return { ...plain(proportion({ n, k })), count: k };
}

/** The group's share of the whole. */
export function compositionOf(n: number, whole: Whole): CellEstimate {
  return shareOf(n, whole.n);
}

/** Sums of counts per mentor, as clusteredProportion wants them; `prefix` tells a second ratio of the same summary. */
export function countSums(row: RawRow, prefix = '') {
  return {
    clusters: numberIn(row, 'clusters'),
    sumSquaredTop: numberIn(row, `${prefix}squared_top`),
    sumSquaredBottom: numberIn(row, `${prefix}squared_bottom`),
    sumProduct: numberIn(row, `${prefix}top_bottom`),
  };
}

/** Share of units, mentors as clusters. */
export function clusteredShare(row: RawRow, n: number): CellEstimate {
  const k = numberIn(row, 'k');
  return { ...clusteredCell(clusteredProportion({ n, k, ...countSums(row) })), count: k };
}

/** Events per exposure, mentors as clusters. */
export function clusteredRateOf(row: RawRow, n: number): CellEstimate {
  const [events, exposure] = [sumIn(row, 'k'), sumIn(row, 'exposure')];
  const sums = {
    clusters: numberIn(row, 'clusters'),
    sumSquaredTop: productsIn(row, 'squared_top'),
    sumSquaredBottom: productsIn(row, 'squared_bottom'),
    sumProduct: productsIn(row, 'top_bottom'),
  };
  const cell = clusteredCell(clusteredRate({ n, events, exposure, ...sums }));
  return { ...cell, count: events, details: { ...cell.details, exposure } };
}

/** Events per exposure with the exact Poisson interval. */
export function rateOf(row: RawRow, n: number): CellEstimate {
  const [events, exposure] = [sumIn(row, 'k'), sumIn(row, 'exposure')];
  return { ...plain(rate({ n, events, exposure })), count: events, details: { exposure } };
}
