/** What employees do, in closed form: leaving and promotion by taking part, and by whom a selection favours. */
import { departments, exitHazards, favouredDepartments, type SimulationModel } from './model.ts';

export type ByMentoring = { mentored: number; notMentored: number };

/** Shares still employed after 365 days. */
export type ExpectedRetention = ByMentoring & {
  /** What a raw comparison finds: mentored less not mentored. With a selection it is not the effect. */
  difference: number;
  /** What taking part changes for those who do: the differences within favoured and other departments, weighed by participants. */
  effectOnParticipants: number;
  /** The same people in favoured departments and in the others; 'favoured' as in `favouredDepartments`. */
  within: { favoured: ByMentoring; others: ByMentoring };
};

const YEAR = 365;
/** Those who take no part are looked at from half a year after hire on: who left before is not among them. */
const INDEX_DAYS = YEAR / 2;

const FAVOURED = favouredDepartments.length;
const OTHERS = departments.length - FAVOURED;

const mixed = (share: number, favoured: number, others: number) => share * favoured + (1 - share) * others;

/** Share in favoured departments at the index date. */
function favouredShares(model: SimulationModel): ByMentoring {
  const { odds, hazardRatio } = model.selection;
  const { notMentored } = exitHazards(model);
  const favouredLeft = FAVOURED * Math.exp(-notMentored * hazardRatio * INDEX_DAYS);
  const othersLeft = OTHERS * Math.exp(-notMentored * INDEX_DAYS);
  return {
    mentored: (FAVOURED * odds) / (FAVOURED * odds + OTHERS),
    notMentored: favouredLeft / (favouredLeft + othersLeft),
  };
}

/** 365 days from the first activation, and from half a year after hire for those never paired. */
export function expectedRetention(model: SimulationModel): ExpectedRetention {
  const { mentored, notMentored } = exitHazards(model);
  const { hazardRatio } = model.selection;
  const stays = (hazard: number) => Math.exp(-hazard * YEAR);
  const favoured = { mentored: stays(mentored * hazardRatio), notMentored: stays(notMentored * hazardRatio) };
  const others = { mentored: stays(mentored), notMentored: stays(notMentored) };
  const shares = favouredShares(model);
  const all: ByMentoring = {
    mentored: mixed(shares.mentored, favoured.mentored, others.mentored),
    notMentored: mixed(shares.notMentored, favoured.notMentored, others.notMentored),
  };
  return {
    ...all,
    difference: all.mentored - all.notMentored,
    effectOnParticipants: mixed(
      shares.mentored,
      favoured.mentored - favoured.notMentored,
      others.mentored - others.notMentored,
    ),
    within: { favoured, others },
  };
}

/** Promoted within `day` days, leaving competing: g/(g+h) · (1 − exp(−(g+h) t)). */
export function expectedPromotion(model: SimulationModel, day: number): ByMentoring {
  const exits = exitHazards(model);
  const { hazardRatio } = model.selection;
  const shares = favouredShares(model);
  const of = (arm: keyof ByMentoring): number => {
    const promoted = model.promotionHazard[arm];
    const by = (exit: number) => (promoted / (promoted + exit)) * -Math.expm1(-(promoted + exit) * day);
    return mixed(shares[arm], by(exits[arm] * hazardRatio), by(exits[arm]));
  };
  return { mentored: of('mentored'), notMentored: of('notMentored') };
}
