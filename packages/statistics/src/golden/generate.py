"""Reference figures for the estimators, from lifelines, statsmodels and scipy.

    python -m venv venv && venv/bin/pip install lifelines==0.30.3 statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6
    venv/bin/python generate.py FOLDER_OF_REVIEW_MENTORING

Writes one JSON file per topic beside this script. FOLDER holds pairings.csv, participants.csv and expected.json of the
code-review sample; without it that file is left as it is. What no library gives (variance of the restricted mean,
t intervals on the log scale) is computed here from the published formula on the raw units, in another way than ours.
"""
import csv
import datetime
import json
import math
import pathlib
import sys
from fractions import Fraction

import lifelines
import numpy as np
import scipy
import scipy.stats
import statsmodels
import statsmodels.api as sm
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.datasets import load_waltons
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = pathlib.Path(__file__).parent
VERSIONS = {
    "lifelines": lifelines.__version__,
    "statsmodels": statsmodels.__version__,
    "scipy": scipy.__version__,
    "numpy": np.__version__,
}
Z = scipy.stats.norm.ppf(0.975)


def write(name, content):
    text = json.dumps({"versions": VERSIONS, **content}, default=float, allow_nan=False)
    (HERE / f"{name}.json").write_text(text + "\n")


def finite(x):
    return None if x is None or not math.isfinite(x) else float(x)


# --- survival ------------------------------------------------------------------------------------------------------

LEUKAEMIA = {  # Freireich et al. 1963, remission in weeks (Kleinbaum & Klein, table 1.1)
    "6-mp": (
        [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
        [1] * 9 + [0] * 12,
    ),
    "placebo": ([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [1] * 21),
}


def datasets():
    waltons = load_waltons()
    sets = dict(LEUKAEMIA)
    for group in ("miR-137", "control"):
        part = waltons[waltons["group"] == group]
        sets[f"waltons {group}"] = (part["T"].tolist(), part["E"].tolist())
    sets["all censored"] = ([3, 5, 5, 8.5], [0, 0, 0, 0])
    sets["one unit, ended"] = ([4], [1])
    sets["one unit, censored"] = ([4], [0])
    sets["ends at day 0"] = ([0, 0, 0, 0.25, 3.5, 3.5, 7], [1, 1, 0, 1, 1, 0, 0])
    sets["stands at one half"] = ([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 1, 1])
    rng = np.random.default_rng(20)
    x, c = rng.exponential(200, 150), rng.uniform(0, 600, 150)
    sets["exponential, 150 units"] = (np.minimum(x, c).round(2).tolist(), (x <= c).astype(int).tolist())
    return sets


def restricted_mean_variance(times, events, tau):
    """Klein & Moeschberger (4.5.2), area by area from the raw units."""
    t, e = np.array(times, float), np.array(events)
    distinct = sorted(set(t[e == 1]))

    def surv(x):
        s = 1.0
        for u in distinct:
            if u <= x:
                s *= 1 - ((t == u) & (e == 1)).sum() / (t >= u).sum()
        return s

    def area(a, b):
        cuts = [a] + [u for u in distinct if a < u < b] + [b]
        return sum(surv(lo) * (hi - lo) for lo, hi in zip(cuts, cuts[1:]))

    v = 0.0
    for u in distinct:
        n, d = (t >= u).sum(), ((t == u) & (e == 1)).sum()
        if u < tau and n > d:
            v += area(u, tau) ** 2 * d / (n * (n - d))
    return v


def exact_median(times, events):
    """First time with S <= 1/2 in exact fractions: lifelines' sum of logarithms can miss a curve standing at 1/2."""
    s = Fraction(1)
    for u in sorted(set(times)):
        n, d = sum(t >= u for t in times), sum(t == u and e == 1 for t, e in zip(times, events))
        s *= Fraction(n - d, n)
        if s <= Fraction(1, 2):
            return float(u)
    return None


def survival_case(name, times, events):
    km = KaplanMeierFitter().fit(times, events)  # log-log ("exponential Greenwood") band
    sf = SurvfuncRight(np.array(times, float), np.array(events)) if any(events) else None
    points = []
    top = max(times)
    for day in sorted(set(times) | {0.5, top / 3, top / 2}):
        if day > top:
            continue
        s = float(km.survival_function_at_times(day).iloc[0])
        band = km.confidence_interval_survival_function_[lambda f: f.index <= day].iloc[-1]
        at_end = s == 0
        se = None
        if sf is not None and not at_end:
            k = np.searchsorted(sf.surv_times, day, side="right") - 1
            se = float(sf.surv_prob_se[k]) if k >= 0 else 0.0
        points.append({
            "day": float(day),
            "survival": s,
            "low": None if at_end else float(band.iloc[0]),
            "high": None if at_end else float(band.iloc[1]),
            "se": se,
            "at_risk": int(sum(t >= day for t in times)),
        })
    # lifelines reads its band of [0, 0] at survival 0; ours does not exist there, so cut the curve before inverting.
    band = km.confidence_interval_survival_function_[km.survival_function_.iloc[:, 0] > 0]
    inverted = median_survival_times(band).iloc[0] if len(band) else [math.inf, math.inf]
    taus = [top * f for f in (0.3, 0.77, 1.0)]
    return {
        "name": name,
        "times": [float(t) for t in times],
        "events": [int(e) for e in events],
        "points": points,
        "median": exact_median(times, events),
        "median_lifelines": finite(km.median_survival_time_),
        "median_ci": [finite(float(v)) for v in inverted],
        "rmst": [
            {
                "tau": tau,
                "value": float(restricted_mean_survival_time(km, t=tau)),
                "se": math.sqrt(restricted_mean_variance(times, events, tau)),
            }
            for tau in taus
        ],
    }


def log_rank_case(name, groups):
    t = np.concatenate([np.array(g[0], float) for g in groups])
    e = np.concatenate([np.array(g[1]) for g in groups])
    g = np.concatenate([[i] * len(x[0]) for i, x in enumerate(groups)])
    lifelines_result = multivariate_logrank_test(t, g, e)
    chi2, p = sm.duration.survdiff(t, e, g)
    return {
        "name": name,
        "groups": [{"times": [float(v) for v in a], "events": [int(v) for v in b]} for a, b in groups],
        "lifelines": {"statistic": lifelines_result.test_statistic, "p": lifelines_result.p_value},
        "statsmodels": {"statistic": chi2, "p": p},
    }


def survival():
    sets = datasets()
    long = sets["exponential, 150 units"]
    thirds = [(long[0][i::3], long[1][i::3]) for i in range(3)]
    thirds[2] = ([v / 2 for v in thirds[2][0]], thirds[2][1])
    write("survival", {
        "level": 0.95,
        "cases": [survival_case(name, *data) for name, data in sets.items()],
        "log_rank": [
            log_rank_case("Freireich leukaemia", list(LEUKAEMIA.values())),
            log_rank_case("waltons", [sets["waltons miR-137"], sets["waltons control"]]),
            log_rank_case("three groups", thirds),
        ],
    })


# --- incidence -----------------------------------------------------------------------------------------------------

def incidence_case(name, times, causes):
    """causes: 0 censored, 1 of interest, others competing."""
    t, c = np.array(times, float), np.array(causes)
    two = np.where(c > 1, 2, c)
    ci = CumIncidenceRight(t, two)
    points = []
    for i, day in enumerate(ci.times):
        f, se = ci.cinc[0][i], ci.cinc_se[0][i]
        points.append({"day": day, "incidence": f, "se": finite(se)})
    case = {"name": name, "times": t.tolist(), "causes": c.tolist(), "points": points}
    if len(set(times)) == len(times):  # lifelines moves tied times at random
        aj = AalenJohansenFitter().fit(t, two, event_of_interest=1)
        f, v, b = aj.cumulative_density_, aj.variance_, aj.confidence_interval_
        case["lifelines"] = [
            {"day": day, "incidence": f.iloc[i, 0], "variance": v.iloc[i],
             "low": min(b.iloc[i]), "high": max(b.iloc[i])}
            for i, day in enumerate(f.index)
            if 0 < f.iloc[i, 0] < 1 and math.isfinite(v.iloc[i])  # it gives NaN where all end at once
        ]
    return case


def incidence():
    rng = np.random.default_rng(7)
    n = 120
    a, b, c = rng.exponential(100, n), rng.exponential(150, n), rng.uniform(0, 250, n)
    t = np.minimum(np.minimum(a, b), c)
    cause = np.where(t == a, 1, np.where(t == b, 2, 0))
    # Estimates checked against R cmprsk, standard errors against Stata stcompet by the statsmodels authors
    # (statsmodels/duration/tests/test_survfunc.py, test_incidence); their printed digits follow.
    published = {
        "ftime": [1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4],
        "fstat": [1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    }
    rotate = lambda k: [0 if s == 0 else 1 if s == k else 2 for s in published["fstat"]]
    write("incidence", {
        "level": 0.95,
        "cases": [
            incidence_case("no ties, 120 units", t.tolist(), cause.tolist()),
            incidence_case("ties, whole days", np.ceil(t / 10).tolist(), cause.tolist()),
            *[incidence_case(f"published, cause {k}", published["ftime"], rotate(k)) for k in (1, 2, 3)],
        ],
    })


# --- proportions, rates, means -------------------------------------------------------------------------------------

def proportions():
    wilson = []
    for k, n in [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (3, 29), (81, 263), (15, 148), (208, 1192), (5, 100000)]:
        for level in (0.8, 0.95, 0.99):
            low, high = proportion_confint(k, n, alpha=1 - level, method="wilson")
            wilson.append({"k": k, "n": n, "level": level, "low": low, "high": high})
    newcombe = []
    # Newcombe 1998 (Statistics in Medicine 17:873), table II
    for k1, n1, k2, n2 in [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20),
                           (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10), (1, 1, 0, 1)]:
        low, high = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
        newcombe.append({"first": [k1, n1], "second": [k2, n2], "low": low, "high": high})
    write("proportion", {"wilson": wilson, "newcombe": newcombe})


def rates():
    cases = []
    for k, t in [(0, 1), (1, 1), (3, 10), (10, 365.25), (20, 1), (21, 1), (66, 2.5), (300, 7), (10580, 31557.6), (250000, 1), (30000000, 12)]:
        for level in (0.9, 0.95):
            a = (1 - level) / 2
            low = 0.0 if k == 0 else scipy.stats.chi2.ppf(a, 2 * k) / 2 / t
            cases.append({"events": k, "exposure": t, "level": level, "low": low,
                          "high": scipy.stats.chi2.isf(a, 2 * k + 2) / 2 / t})
    write("rate", {"garwood": cases})


def cluster_data():
    rng = np.random.default_rng(3)
    sets = {"two clusters": ([3, 1], [10, 8]), "uneven": ([0, 12, 3, 1, 7], [4, 20, 11, 2, 9])}
    size = rng.integers(1, 12, 40)
    sets["forty clusters"] = (rng.binomial(size, rng.beta(2, 3, 40)).tolist(), size.tolist())
    return sets


def robust(top, bottom, family):
    """Intercept-only GLM, one row per cluster, cluster-robust variance with m/(m-1): coefficient and its variance."""
    groups, one = np.arange(len(top)), np.ones((len(top), 1))
    top, bottom = np.array(top, float), np.array(bottom, float)
    if family == "poisson":
        model = sm.GLM(top, one, family=sm.families.Poisson(), exposure=bottom)
    else:
        model = sm.GLM(np.column_stack([top, bottom - top]), one, family=sm.families.Binomial())
    # start at the answer, so that the library's stopping rule does not limit the digits
    ratio = top.sum() / bottom.sum()
    start = math.log(ratio) if family == "poisson" else math.log(ratio / (1 - ratio))
    fit = model.fit(start_params=[start], tol=1e-14, cov_type="cluster", cov_kwds={"groups": groups})
    return fit.params[0], fit.cov_params()[0, 0]


def clustered():
    cases = []
    for name, (top, bottom) in cluster_data().items():
        t = scipy.stats.t.ppf(0.975, len(top) - 1)
        b, v = robust(top, bottom, "poisson")
        half = t * math.sqrt(v)
        rate_ci = [math.exp(b - half), math.exp(b + half)]
        b, v = robust(top, bottom, "binomial")
        half = t * math.sqrt(v)
        share_ci = [1 / (1 + math.exp(-(b - half))), 1 / (1 + math.exp(-(b + half)))]
        cases.append({"name": name, "top": [int(x) for x in top], "bottom": [int(x) for x in bottom],
                      "rate": rate_ci, "proportion": share_ci})
    write("clustered", {"level": 0.95, "cases": cases})


def means():
    cases = []
    # Student 1908 (Cushny & Peebles): extra hours of sleep, second drug; then small and large samples
    sleep = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    for data in (sleep, [4, 5], [1, 2, 3, 4, 5, 5, 5], np.random.default_rng(1).normal(3.9, 0.8, 2000).tolist()):
        a = np.array(data, float)
        for level in (0.95, 0.99):
            interval = scipy.stats.t.interval(level, len(a) - 1, loc=a.mean(), scale=scipy.stats.sem(a))
            cases.append({"n": len(a), "mean": a.mean(), "variance": a.var(ddof=1), "level": level,
                          "low": interval[0], "high": interval[1]})
    scores = []
    # population variance (ddof 0) of +1 / 0 / -1 answers is the NPS variance
    for p, d, n in [(50, 20, 100), (1, 0, 2), (9, 1, 12), (350, 612, 1500), (30, 1, 31)]:
        answers = np.array([1.0] * p + [-1.0] * d + [0.0] * (n - p - d))
        half = 100 * Z * math.sqrt(answers.var() / n)
        value = 100 * answers.mean()
        scores.append({"promoters": p, "detractors": d, "n": n, "value": value,
                       "low": max(-100, value - half), "high": min(100, value + half)})
    write("mean", {"mean": cases, "nps": scores})


# --- the code-review sample ----------------------------------------------------------------------------------------

def review_mentoring(folder):
    expected = json.loads((folder / "expected.json").read_text())
    parse = datetime.datetime.fromisoformat
    as_of = parse(expected["as_of"])
    counts = {}
    for row in csv.DictReader((folder / "pairings.csv").open()):
        end = parse(row["ended_at"]) if row["ended_at"] else as_of
        seconds = (end - parse(row["started_at"])).total_seconds()
        assert seconds == int(seconds)
        cell = counts.setdefault(int(seconds), [0, 0])
        cell[0 if row["ended_at"] else 1] += 1
    keep = ("points", "median_days", "median_ci", "rmst_730")
    write("review-mentoring", {
        "about": "seconds, ended, censored per distinct duration; figures by lifelines and statsmodels from the sample",
        "rows": [[s, *counts[s]] for s in sorted(counts)],
        "expected": {"n": expected["all"]["n"], "ended": expected["all"]["ended"],
                     **{k: expected["all"][k] for k in keep},
                     "mentees": expected["mentees"],
                     "became_reviewer": expected["became_reviewer_after_pairing"],
                     "became_reviewer_rate": expected["became_reviewer_rate"],
                     "wilson95": expected["wilson95"]},
    })


if __name__ == "__main__":
    survival()
    incidence()
    proportions()
    rates()
    clustered()
    means()
    if len(sys.argv) > 1:
        review_mentoring(pathlib.Path(sys.argv[1]))
