import type { RoundReport } from '@rapport/attention';
import type { Registry } from '@rapport/service';
import { Counter, Gauge } from 'prom-client';

/** What Prometheus is told of the rounds. */
export function createAttentionMetrics(registry: Registry): (report: RoundReport) => void {
  const registers = [registry];
  const alerts = new Counter({
    name: 'rapport_attention_alerts_total',
    help: 'Alerts raised, and alerts resolved because their condition ended',
    labelNames: ['what'],
    registers,
  });
  const rounds = new Counter({ name: 'rapport_attention_rounds_total', help: 'Rounds that came to an end', registers });
  const judged = new Gauge({
    name: 'rapport_attention_programmes_judged',
    help: 'Programmes that the latest round could judge',
    registers,
  });
  const cannotTell = new Gauge({
    name: 'rapport_attention_cannot_tell',
    help: 'Reasons for which the latest round could not judge: programmes, or 1 for all of them',
    labelNames: ['code'],
    registers,
  });
  return function onRound({ judged: programmes, raised, resolved, cannotTell: reasons }) {
    rounds.inc();
    alerts.inc({ what: 'raised' }, raised);
    alerts.inc({ what: 'resolved' }, resolved);
    judged.set(programmes);
    cannotTell.reset();
    for (const { code } of reasons) cannotTell.inc({ code });
  };
}
