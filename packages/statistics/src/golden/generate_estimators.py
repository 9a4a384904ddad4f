"""Reference figures for everything that came after the first estimators: each case is a call and what it must give.

    venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 pingouin==0.7.0 mpmath==1.4.1 numpy==2.4.6
    apt-get install r-base-core r-cran-survival r-cran-metafor r-cran-matchit
    venv/bin/python generate_estimators.py

Writes estimators.json: [{estimator, reference, cases: [{args, expect: {path: number}}]}], which `estimators.test.ts` plays
against the functions and from which the table of the README is computed. Where no library gives a figure, it is found
here in another way than ours: unit by unit, by enumeration, or by numerical differentiation.
"""
import itertools
import json
import math
import pathlib
import subprocess

import mpmath
import numpy as np
import pandas as pd
import pingouin
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats import contingency_tables, proportion
from statsmodels.stats.meta_analysis import combine_effects

HERE = pathlib.Path(__file__).parent
Z = stats.norm.ppf(0.975)
ENTRIES = []
LIBRARY = {
    "scipy": f"scipy {scipy.__version__}",
    "statsmodels": f"statsmodels {statsmodels.__version__}",
    "pingouin": f"pingouin {pingouin.__version__}",
    "numpy": f"numpy {np.__version__}",
    "mpmath": f"mpmath {mpmath.__version__}",
}
rng = np.random.default_rng(5)


def entry(estimator, reference, cases):
    ENTRIES.append({"estimator": estimator, "reference": reference, "cases": cases})


def case(args, **expect):
    return {"args": args, "expect": {k.replace("__", "."): None if v is None else float(v) for k, v in expect.items()}}


def r(*expressions, prelude=""):
    """Each R expression's numbers, in one R process."""
    lines = [f'cat(sprintf("%.17g", as.numeric({e})), "\\n")' for e in expressions]
    script = "options(digits=17)\n" + prelude + "\n" + "\n".join(lines)
    out = subprocess.run(["Rscript", "-"], input=script, capture_output=True, text=True, check=True).stdout
    return [[float(x) for x in line.split()] for line in out.strip().splitlines()]


def vec(values):
    return "c(" + ",".join(repr(float(v)) for v in values) + ")"


R_VERSION, SURVIVAL, METAFOR, MATCHIT = (
    ".".join(str(int(x)) for x in parts)
    for parts in r('unlist(getRversion())', 'unlist(packageVersion("survival"))', 'unlist(packageVersion("metafor"))',
                   'unlist(packageVersion("MatchIt"))')
)


def moments(a):
    a = np.asarray(a, float)
    return {"n": len(a), "mean": float(a.mean()), "variance": float(a.var(ddof=1)) if len(a) > 1 else None}


def histogram(a):
    values, counts = np.unique(np.asarray(a, float), return_counts=True)
    return [{"amount": float(v), "count": int(c)} for v, c in zip(values, counts)]


def pair(k1, n1, k2, n2):
    return [{"n": n1, "k": k1}, {"n": n2, "k": k2}]


# --- scores --------------------------------------------------------------------------------------------------------

def paired():
    sleep = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    base = rng.normal(3, 1, 300).round(1)
    sets = [sleep, (base, (base + rng.normal(0.2, 0.7, 300)).round(1)), ([1, 2, 3, 4], [3, 3.5, 5.2, 5.9]),
            ([5, 4, 3, 4, 5, 4], [1, 1, 1, 2, 1, 0]), ([2, 3], [4, 4])]
    large = rng.normal(3, 1, 20000)
    sets.append((large, large + rng.normal(0.01, 1, 20000)))
    cases = []
    for before, after in sets:
        b, a = np.array(before, float), np.array(after, float)
        d, n = a - b, len(a)
        test = stats.ttest_rel(a, b)
        low, high = test.confidence_interval(0.95)
        dz, df = d.mean() / d.std(ddof=1), n - 1
        t = dz * math.sqrt(n)

        def limit(p):
            def excess(x):
                value = stats.nct.cdf(t, df, x)
                return (float(x < t) if math.isnan(value) else value) - p  # scipy gives NaN where it means 0 or 1
            width = 4 + 2 * abs(t)
            return optimize.brentq(excess, t - width, t + width, xtol=1e-14, rtol=1e-15)

        dav = pingouin.compute_effsize(a, b, paired=True, eftype="cohen")
        summary = {"n": n, "meanBefore": b.mean(), "meanAfter": a.mean(), "varianceBefore": b.var(ddof=1),
                   "varianceAfter": a.var(ddof=1), "varianceChange": d.var(ddof=1)}
        cases.append(case([summary], value=d.mean(), ci__low=low, ci__high=high, df=df, test__statistic=test.statistic,
                          test__p=test.pvalue, dz__value=dz, dz__ci__low=limit(0.975) / math.sqrt(n),
                          dz__ci__high=limit(0.025) / math.sqrt(n), dav__value=dav,
                          gav__value=None if n == 2 else dav * (1 - 3 / (4 * (n - 1) - 1))))
    entry("pairedChange", f"{LIBRARY['scipy']} ttest_rel, nct; {LIBRARY['pingouin']} compute_effsize", cases)


def alpha():
    cases = []
    for n, k, shared in [(12, 3, 1.0), (200, 9, 0.8), (60, 2, 0.3), (30, 4, -0.2), (3, 5, 1.0)]:
        common = rng.normal(0, 1, (n, 1))
        data = np.clip(np.round(3 + shared * common + rng.normal(0, 1, (n, k))), 1, 5)
        if shared < 0:
            data[:, 0] = 6 - data[:, 1]
        value = pingouin.cronbach_alpha(data=pd.DataFrame(data))[0]
        df = (n - 1, (n - 1) * (k - 1))
        summary = {"n": n, "itemVariances": data.var(axis=0, ddof=1).tolist(),
                   "totalVariance": data.sum(axis=1).var(ddof=1)}
        cases.append(case([summary], value=value, ci__low=1 - (1 - value) * stats.f.ppf(0.975, *df),
                          ci__high=1 - (1 - value) * stats.f.ppf(0.025, *df), items=k))
    entry("cronbachAlpha", f"{LIBRARY['pingouin']} cronbach_alpha; {LIBRARY['scipy']} f", cases)


def clustered_mean():
    cases = []
    for sizes in ([3, 2], [4, 1, 7, 2, 9], rng.integers(1, 9, 60).tolist()):
        groups = np.repeat(np.arange(len(sizes)), sizes)
        scores = np.round(rng.normal(0, 0.7, len(sizes))[groups] + rng.normal(1.0, 1, len(groups)), 1)
        fit = sm.OLS(scores, np.ones(len(scores))).fit(cov_type="cluster", cov_kwds={"groups": groups})
        half = stats.t.ppf(0.975, len(sizes) - 1) * fit.bse[0]
        tops = np.bincount(groups, scores)
        bottoms = np.bincount(groups).astype(float)
        summary = {"n": len(scores), "total": scores.sum(), "clusters": len(sizes), "sumSquaredTop": (tops**2).sum(),
                   "sumSquaredBottom": (bottoms**2).sum(), "sumProduct": (tops * bottoms).sum(),
                   "variance": scores.var(ddof=1)}
        cases.append(case([summary], value=fit.params[0], ci__low=fit.params[0] - half, ci__high=fit.params[0] + half,
                          designEffect=fit.bse[0] ** 2 / (scores.var(ddof=1) / len(scores))))
    entry("clusteredMean", f"{LIBRARY['statsmodels']} OLS, cluster-robust", cases)


def quantiles():
    cases = []
    for data, p in [(rng.exponential(20, 200).round(0), 0.5), (rng.exponential(20, 200).round(0), 0.9),
                    ([1, 2, 3, 10, 11, 12], 0.5), (rng.normal(0, 1, 37), 0.25), (rng.exponential(3, 5000).round(1), 0.75),
                    (rng.poisson(2, 400), 0.5)]:
        ci = stats.quantile_test(np.array(data, float), p=p).confidence_interval(0.95)
        cases.append(case([histogram(data), p], value=np.quantile(np.array(data, float), p), ci__low=ci.low,
                          ci__high=ci.high))
    entry("quantileFromHistogram", f"{LIBRARY['numpy']} quantile; {LIBRARY['scipy']} quantile_test", cases)


def gini():
    def index(x):
        return np.abs(x[:, None] - x[None, :]).sum() / (2 * len(x) ** 2 * x.mean())

    cases = []
    for data in ([1, 2, 3, 4], [0, 0, 1, 5, 5], rng.poisson(1.5, 150), rng.exponential(1, 120).round(2), [1, 1, 1, 1, 2]):
        x = np.array(data, float)
        n, g = len(x), index(np.array(data, float))
        left = np.array([index(np.delete(x, i)) for i in range(n)])
        se = math.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum())
        half = stats.t.ppf(0.975, n - 1) * se / (g * (1 - g))
        logit = math.log(g / (1 - g))
        cases.append(case([histogram(x)], value=g, ci__low=1 / (1 + math.exp(half - logit)),
                          ci__high=1 / (1 + math.exp(-half - logit))))
    entry("giniIndex", f"all pairs and all delete-one samples, {LIBRARY['numpy']}", cases)


def representation():
    cases = []
    for k, n, K, N in [(10, 50, 60, 400), (3, 12, 9, 20), (1, 300, 40, 2000), (30, 30, 50, 90)]:
        def log_ratio(p1, p2):
            x1, x2 = n * p1, (N - n) * p2
            return mpmath.log((x1 / (x1 + x2)) / (mpmath.mpf(n) / N))
        p1, p2 = mpmath.mpf(k) / n, mpmath.mpf(K - k) / (N - n)
        g1 = mpmath.diff(log_ratio, (p1, p2), (1, 0))
        g2 = mpmath.diff(log_ratio, (p1, p2), (0, 1))
        se = mpmath.sqrt(g1**2 * p1 * (1 - p1) / n + g2**2 * p2 * (1 - p2) / (N - n))
        value = (k / K) / (n / N)
        cases.append(case([{"n": n, "k": k}, {"n": N, "k": K}], value=value, ci__low=value * mpmath.exp(-Z * se),
                          ci__high=value * mpmath.exp(Z * se)))
    entry("representationRatio", f"delta method by numerical gradient, {LIBRARY['mpmath']}", cases)


def same_group():
    cases = []
    for strata in ([(["a", "a", "b", "b", "c", "a"], ["a", "b", "b", "c", "a", "a"])],
                   [(["a", "a", "b"], ["b", "a", "b"]), (["a", "b", "b", "b", "c"], ["a", "a", "b", "c", "c"])]):
        mean = var = same = n = 0
        margins = []
        for mentors, mentees in strata:
            counts = [sum(x == y for x, y in zip(mentors, order)) for order in itertools.permutations(mentees)]
            mean, var = mean + np.mean(counts), var + np.var(counts)
            same += sum(x == y for x, y in zip(mentors, mentees))
            n += len(mentors)
            margins.append({"mentors": [mentors.count(g) for g in "abc"], "mentees": [mentees.count(g) for g in "abc"]})
        low, high = proportion.proportion_confint(same, n, method="wilson")
        z, half = (same - mean) / math.sqrt(var), Z * math.sqrt(var) / mean
        cases.append(case([{"same": same, "strata": margins}], value=same / mean, expected=mean / n,
                          ci__low=low * n / mean, ci__high=high * n / mean, random__low=max(0, 1 - half),
                          random__high=1 + half, test__statistic=z, test__p=2 * stats.norm.sf(abs(z))))
    entry("sameGroupRatio", f"all pairings enumerated; {LIBRARY['statsmodels']} proportion_confint", cases)


# --- time to event -------------------------------------------------------------------------------------------------

def rows_of(times, events):
    return [{"time": float(t), "ended": int(e), "censored": int(1 - e)} for t, e in zip(times, events)]


def delayed_entry():
    cases = []
    for n, seed in ((12, 1), (150, 2), (80, 3)):
        g = np.random.default_rng(seed)
        entry_time = np.floor(g.uniform(0, 40, n))
        entry_time[: n // 2] = 0
        span = np.ceil(g.exponential(60, n))
        times, events = entry_time + span, (g.uniform(0, 1, n) < 0.7).astype(int)
        days = sorted({float(np.quantile(times, q).round()) for q in (0.1, 0.3, 0.6, 0.85)})
        fit = f'survfit(Surv({vec(entry_time)},{vec(times)},{vec(events)})~1,conf.type="log-log")'
        out = r(*[f"with(summary(f,times={d}),c(surv,lower,upper))" for d in days], prelude=f"library(survival);f<-{fit}")
        entries = [{"time": float(t), "units": 1} for t in entry_time]
        for d, (s, low, high) in zip(days, out):
            at_risk = int(((entry_time < d) & (times >= d)).sum())
            cases.append(case([rows_of(times, events), entries, d], survival=s, ci_low=low, ci_high=high, at_risk=at_risk))
    entry("survival with entries", f"R survival {SURVIVAL} survfit", cases)


def survival_pairs():
    at, area, cut = [], [], []
    for seed in (4, 9):
        g = np.random.default_rng(seed)
        groups = []
        for scale, n in ((200, 90), (320, 70)):
            x, c = np.ceil(g.exponential(scale, n)), np.ceil(g.uniform(60, 700, n))
            groups.append((np.minimum(x, c), (x <= c).astype(int)))
        prelude = "library(survival);" + ";".join(
            f'f{i}<-survfit(Surv({vec(t)},{vec(e)})~1)' for i, (t, e) in enumerate(groups))
        rows = [rows_of(*x) for x in groups]
        for day in (30, 180, 365):
            a, b = r(*[f"with(summary(f{i},times={day}),c(surv,std.err))" for i in (0, 1)], prelude=prelude)
            half = Z * math.hypot(a[1], b[1])
            at.append(case([*rows, day], value=a[0] - b[0], ci__low=a[0] - b[0] - half, ci__high=a[0] - b[0] + half))
            a, b = r(*[f'summary(f{i},rmean={day})$table[c("rmean","se(rmean)")]' for i in (0, 1)], prelude=prelude)
            half = Z * math.hypot(a[1], b[1])
            area.append(case([*rows, day], value=a[0] - b[0], ci__low=a[0] - b[0] - half, ci__high=a[0] - b[0] + half))
        times, events = groups[0]
        keep = times > 45
        fit = f'survfit(Surv({vec(times[keep] - 45)},{vec(events[keep])})~1,conf.type="log-log")'
        [(s, low, high)] = r("with(summary(f,times=120),c(surv,lower,upper))", prelude=f"library(survival);f<-{fit}")
        cut.append(case([rows[0], 45, 120], survival=s, ci_low=low, ci_high=high))
    entry("survivalDifference", f"R survival {SURVIVAL} survfit", at)
    entry("restrictedMeanDifference", f"R survival {SURVIVAL} survfit rmean", area)
    entry("landmark", f"R survival {SURVIVAL} survfit of those still there", cut)


# --- two groups ----------------------------------------------------------------------------------------------------

def two_by_two():
    tables = [(15, 100, 30, 110), (1, 9, 7, 12), (200, 1000, 260, 1100), (40, 60, 33, 60), (3, 3, 2, 9)]
    risk, odds = [], []
    for k1, n1, k2, n2 in tables:
        t = contingency_tables.Table2x2(np.array([[k1, n1 - k1], [k2, n2 - k2]]), shift_zeros=False)
        low, high = t.riskratio_confint(0.05)
        risk.append(case(pair(k1, n1, k2, n2), value=t.riskratio, ci__low=low, ci__high=high))
        if k1 < n1:
            low, high = t.oddsratio_confint(0.05)
            odds.append(case(pair(k1, n1, k2, n2), value=t.oddsratio, ci__low=low, ci__high=high))
    entry("riskRatio", f"{LIBRARY['statsmodels']} Table2x2", risk)
    entry("oddsRatio", f"{LIBRARY['statsmodels']} Table2x2", odds)
    z = []
    for k1, n1, k2, n2 in [(15, 100, 30, 110), (200, 1000, 260, 1100), (40, 60, 33, 60), (400, 900, 100, 900)]:
        statistic, p = proportion.proportions_ztest([k1, k2], [n1, n2])
        z.append(case(pair(k1, n1, k2, n2), statistic=statistic, p=p))
    entry("twoProportionTest", f"{LIBRARY['statsmodels']} proportions_ztest", z)
    fisher = []
    for k1, n1, k2, n2 in [(1, 9, 7, 12), (3, 3, 2, 9), (0, 10, 0, 10), (0, 40, 6, 45), (10, 5000, 2, 900), (8, 9, 1, 9), (150, 2000, 90, 2100)]:
        p = stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])[1]
        fisher.append(case(pair(k1, n1, k2, n2), p=p))
    entry("fisherExact", f"{LIBRARY['scipy']} fisher_exact", fisher)
    pairs = []
    for b, c in [(1, 9), (5, 5), (12, 30), (40, 10), (0, 24), (13, 12), (300, 420)]:
        res = contingency_tables.mcnemar([[50, b], [c, 60]], exact=b + c < 25, correction=False)
        expect = {"p": res.pvalue} if b + c < 25 else {"p": res.pvalue, "statistic": res.statistic}
        pairs.append(case([{"n": 110 + b + c, "onlyFirst": b, "onlySecond": c}], **expect))
    entry("mcnemar", f"{LIBRARY['statsmodels']} mcnemar", pairs)


def strata():
    cases = []
    for tables in ([(15, 40, 10, 50), (8, 20, 9, 60), (30, 44, 12, 30)],
                   [(1, 4, 0, 3), (2, 5, 1, 6), (0, 3, 1, 4), (3, 3, 1, 5), (1, 2, 2, 9)],
                   [tuple(int(x) for x in (g.binomial(60, 0.4), 60, g.binomial(80, 0.3), 80))
                    for g in [np.random.default_rng(8)] for _ in range(6)]):
        a, n1, c, n2 = (np.array(v) for v in zip(*tables))
        call = lambda m: (f'with(rma.mh(ai={vec(a)},n1i={vec(n1)},ci={vec(c)},n2i={vec(n2)},measure="{m}"),c(b,ci.lb,ci.ub))')
        array = vec(np.array([[a, c], [n1 - a, n2 - c]]).transpose(2, 0, 1).reshape(-1))
        rd, rr, odds, test = r(call("RD"), call("RR"), call("OR"), "c(t$statistic,t$p.value)",
                               prelude=f"library(metafor);t<-mantelhaen.test(array({array},c(2,2,{len(a)})),correct=FALSE)")
        case_args = [[{"first": {"n": int(w), "k": int(x)}, "second": {"n": int(y), "k": int(v)}} for x, w, v, y in tables]]
        e = {"riskDifference__value": rd[0], "riskDifference__ci__low": rd[1], "riskDifference__ci__high": rd[2],
             "test__statistic": test[0], "test__p": test[1]}
        for name, x in (("riskRatio", rr), ("oddsRatio", odds)):
            e |= {f"{name}__value": math.exp(x[0]), f"{name}__ci__low": math.exp(x[1]), f"{name}__ci__high": math.exp(x[2])}
        cases.append(case(case_args, **e))
    entry("mantelHaenszel", f"R metafor {METAFOR} rma.mh; R {R_VERSION} mantelhaen.test", cases)


def scores():
    cases = []
    for one, two in [((50, 20, 100), (40, 30, 120)), ((9, 1, 12), (1, 3, 8)), ((350, 612, 1500), (300, 30, 400))]:
        var = lambda p, d, n: np.array([1.0] * p + [-1.0] * d + [0.0] * (n - p - d)).var() / n
        value = 100 * ((one[0] - one[1]) / one[2] - (two[0] - two[1]) / two[2])
        half = 100 * Z * math.sqrt(var(*one) + var(*two))
        args = [{"promoters": p, "detractors": d, "n": n} for p, d, n in (one, two)]
        cases.append(case(args, value=value, ci__low=max(-200, value - half), ci__high=min(200, value + half)))
    entry("npsDifference", f"variances of the answers one by one, {LIBRARY['numpy']}", cases)
    cases = []
    for a, b in [(rng.normal(4, 1, 30), rng.normal(3.5, 2, 12)), ([1, 2], [5, 9, 4]), (rng.normal(0, 1, 900), rng.normal(0.3, 3, 700)),
                 ([4, 4, 4], [1, 2, 5, 5])]:
        t = stats.ttest_ind(a, b, equal_var=False)
        ci = t.confidence_interval(0.95)
        cases.append(case([moments(a), moments(b)], value=np.mean(a) - np.mean(b), ci__low=ci.low, ci__high=ci.high, df=t.df,
                          test__statistic=t.statistic, test__p=t.pvalue))
    entry("meanDifference", f"{LIBRARY['scipy']} ttest_ind, Welch", cases)
    standard = []
    for a, b in [(rng.normal(4, 1, 30), rng.normal(3.5, 2, 12)), (rng.poisson(3, 90), rng.poisson(2, 40))]:
        value = pingouin.compute_effsize(a, b, paired=True, eftype="cohen") if len(a) == len(b) else (
            (np.mean(a) - np.mean(b)) / math.sqrt((np.var(a, ddof=1) + np.var(b, ddof=1)) / 2))
        standard.append(case([moments(a), moments(b)], value=value))
    entry("standardisedMeanDifference", f"unit by unit, {LIBRARY['numpy']}", standard)
    share = []
    for k1, n1, k2, n2 in [(15, 100, 30, 110), (1, 9, 7, 12)]:
        a, b = np.repeat([1.0, 0.0], [k1, n1 - k1]), np.repeat([1.0, 0.0], [k2, n2 - k2])
        share.append(case(pair(k1, n1, k2, n2), value=(a.mean() - b.mean()) / math.sqrt((a.var() + b.var()) / 2)))
    entry("standardisedShareDifference", f"unit by unit, {LIBRARY['numpy']}", share)


def rates():
    ratio, difference = [], []
    for x1, t1, x2, t2 in [(11, 800, 20, 1000), (3, 10, 5, 4.5), (0, 12, 6, 20), (300, 1200.5, 240, 1100), (1, 1, 1, 3), (5000, 90, 4000, 80)]:
        [(value, low, high, p)] = r("with(t,c(estimate,conf.int,p.value))", prelude=f"t<-poisson.test(c({x1},{x2}),c({t1},{t2}))")
        args = [{"n": 10, "events": x1, "exposure": t1}, {"n": 10, "events": x2, "exposure": t2}]
        ratio.append(case(args, value=value, ci__low=low, ci__high=high, test__p=p))
        limits = [((0.0 if x == 0 else stats.chi2.ppf(0.025, 2 * x) / 2 / t), x / t, stats.chi2.isf(0.025, 2 * x + 2) / 2 / t)
                  for x, t in ((x1, t1), (x2, t2))]
        (l1, v1, u1), (l2, v2, u2) = limits
        difference.append(case(args, value=v1 - v2, ci__low=v1 - v2 - math.hypot(v1 - l1, u2 - v2),
                               ci__high=v1 - v2 + math.hypot(u1 - v1, v2 - l2)))
    entry("rateRatio", f"R {R_VERSION} poisson.test", ratio)
    entry("rateDifference", f"{LIBRARY['scipy']} chi2 limits, MOVER written out", difference)


# --- many groups, matching, before and after -------------------------------------------------------------------------

def families():
    cases = []
    for p in ([0.01, 0.04, 0.03, 0.005, 0.5], [0.2], rng.uniform(0, 1, 40) ** 3, [1, 1, 0.9], [0.01, 0.01, 0.02]):
        q = stats.false_discovery_control(p)
        cases.append(case([[float(x) for x in p]], **{str(i): v for i, v in enumerate(q)}))
    entry("benjaminiHochberg", f"{LIBRARY['scipy']} false_discovery_control", cases)
    trend = []
    for k, n, w in [([10, 15, 25], [100, 110, 120], [1, 2, 3]), ([5, 4, 1, 0], [20, 30, 25, 9], [2021, 2022, 2023, 2025])]:
        [(chi2, p)] = r("c(t$statistic,t$p.value)", prelude=f"t<-prop.trend.test({vec(k)},{vec(n)},{vec(w)})")
        sign = 1 if np.polyfit(w, np.array(k) / np.array(n), 1, w=np.sqrt(n))[0] > 0 else -1
        rows = [{"k": a, "n": b, "weight": c} for a, b, c in zip(k, n, w)]
        trend.append(case([rows], statistic=sign * math.sqrt(chi2), p=p))
    entry("cochranArmitage", f"R {R_VERSION} prop.trend.test", trend)
    ranks = []
    for d in (rng.integers(-3, 5, 60), rng.normal(0.2, 1, 25).round(1), rng.normal(0, 1, 10)):
        res = stats.wilcoxon(d, zero_method="wilcox", correction=False, method="asymptotic")
        d = d[d != 0]
        sign = np.sign((np.sign(d) * stats.rankdata(np.abs(d))).sum())  # scipy's z is that of the smaller sum
        ranks.append(case([histogram(d)], p=res.pvalue, statistic=sign * abs(res.zstatistic)))
    entry("wilcoxonSignedRank", f"{LIBRARY['scipy']} wilcoxon", ranks)
    weighted = []
    for sizes, population in (([30, 12, 5], [100, 200, 50]), ([8, 8], [1000, 10])):
        data = [rng.normal(i, 1 + i, n) for i, n in enumerate(sizes)]
        share = np.array(population) / sum(population)
        w = np.concatenate([np.full(len(x), s * sum(sizes) / len(x)) for x, s in zip(data, share)])
        value = np.average(np.concatenate(data), weights=w)
        half = Z * math.sqrt(sum(s**2 * x.var(ddof=1) / len(x) for x, s in zip(data, share)))
        args = [[{**moments(x), "population": p} for x, p in zip(data, population)]]
        weighted.append(case(args, value=value, ci__low=value - half, ci__high=value + half,
                             effective=w.sum() ** 2 / (w**2).sum()))
    entry("postStratifiedMean", f"weights answer by answer, {LIBRARY['numpy']}", weighted)


def matching():
    cases = []
    for seed, n in ((1, 200), (2, 60)):
        g = np.random.default_rng(seed)
        frame = pd.DataFrame({"site": g.integers(0, 4, n), "age": g.normal(30, 5, n).round(1)})
        frame["band"] = np.minimum(4, np.maximum(0, (frame.age - 20) // 5))
        frame["t"] = (g.uniform(0, 1, n) < 0.2 + 0.1 * frame.site).astype(int)
        frame.loc[frame.site == 0, "t"] = 0  # a stratum without treated units
        frame["y"] = (frame.t * 0.5 + frame.site + g.normal(0, 1, n)).round(2)
        frame["stratum"] = frame.site * 10 + frame.band
        prelude = (f"library(MatchIt);d<-data.frame(t={vec(frame.t)},s=factor({vec(frame.stratum)}));"
                   'm<-matchit(t~s,data=d,method="cem")')
        weights, ess = r("m$weights", 'summary(m)$nn["Matched (ESS)","Control"]', prelude=prelude)
        frame["w"] = weights
        kept = frame[frame.w > 0]
        fit = sm.WLS(kept.y, sm.add_constant(kept.t.astype(float)), weights=kept.w).fit(cov_type="HC1", use_t=True)
        low, high = fit.conf_int().loc["t"]
        expect = {"att__value": fit.params["t"], "att__ci__low": low, "att__ci__high": high, "control__effective": ess[0],
                  "treated__matched": (kept.t == 1).sum(), "control__pruned": ((frame.t == 0) & (frame.w == 0)).sum()}
        before, after = frame.groupby("t").age.mean(), None
        spread = math.sqrt(frame.groupby("t").age.var().mean())
        means = kept.groupby("t").apply(lambda x: np.average(x.age, weights=x.w), include_groups=False)
        expect |= {"balance__0__before__value": (before[1] - before[0]) / spread,
                   "balance__0__after__value": (means[1] - means[0]) / spread}
        args = []
        for i, (_, part) in enumerate(frame.groupby("stratum")):
            cell = lambda x: {"n": len(x), "outcome": moments(x.y) if len(x) else {"n": 0, "mean": None, "variance": None},
                              "covariates": {"age": moments(x.age) if len(x) else {"n": 0, "mean": None, "variance": None}}}
            args.append({"treated": cell(part[part.t == 1]), "control": cell(part[part.t == 0])})
            control = part[(part.t == 0) & (part.w > 0)]
            if len(control):
                expect[f"weights__{i}"] = control.w.iloc[0]
        cases.append(case([args], **expect))
    entry("coarsenedExactMatching", f"R MatchIt {MATCHIT} cem; {LIBRARY['statsmodels']} WLS HC1", cases)


def before_after():
    cases = []
    for sizes in ((20, 25, 40, 30), (3, 4, 5, 6)):
        cells = [rng.normal(m, s, n).round(2) for m, s, n in zip((1, 2.2, 1.1, 1.6), (1, 1.5, 0.8, 1), sizes)]
        y, t, a = np.concatenate(cells), np.repeat([1, 1, 0, 0], sizes), np.repeat([0, 1, 0, 1], sizes)
        fit = sm.OLS(y, np.column_stack([np.ones(len(y)), t, a, t * a])).fit(cov_type="HC2")
        part = [(x.var(ddof=1) / len(x), len(x) - 1) for x in cells]
        df = sum(v for v, _ in part) ** 2 / sum(v**2 / d for v, d in part)
        half = stats.t.ppf(0.975, df) * fit.bse[3]
        names = ("treatedBefore", "treatedAfter", "controlBefore", "controlAfter")
        cases.append(case([{k: moments(x) for k, x in zip(names, cells)}], value=fit.params[3], df=df,
                          ci__low=fit.params[3] - half, ci__high=fit.params[3] + half))
    entry("differenceInDifferences", f"{LIBRARY['statsmodels']} OLS HC2; {LIBRARY['scipy']} t", cases)
    cases = []
    for periods in (3, 5):
        data = [(rng.normal(1 + 0.1 * i, 1, 30).round(2), rng.normal(0.5, 1.2, 40).round(2)) for i in range(periods)]
        gaps = np.array([a.mean() - b.mean() for a, b in data])
        var = np.array([a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b) for a, b in data])
        q = combine_effects(gaps, var).q
        cases.append(case([[{"treated": moments(a), "control": moments(b)} for a, b in data]], test__statistic=q,
                          test__p=stats.chi2.sf(q, periods - 1), steps__0__value=gaps[1] - gaps[0], gaps__1__value=gaps[1]))
    entry("parallelTrends", f"{LIBRARY['statsmodels']} combine_effects (Cochran's Q)", cases)


def power():
    cases = []
    for n, p1, p2 in [(100, 0.5, 0.7), (60, 0.1, 0.12), (1000, 0.3, 0.35)]:
        [(value,)] = r(f"power.prop.test(n={n},p1={p1},p2={p2},strict=TRUE)$power")
        cases.append(case([{"n1": n, "n2": n, "p1": p1, "p2": p2}], value=value))
    for n1, n2, p1, p2 in [(100, 300, 0.5, 0.6), (40, 900, 0.2, 0.05)]:
        value = proportion.power_proportions_2indep(p1 - p2, p2, n1, ratio=n2 / n1, return_results=False)
        cases.append(case([{"n1": n1, "n2": n2, "p1": p1, "p2": p2}], value=value))
    entry("powerTwoProportions", f"R {R_VERSION} power.prop.test; {LIBRARY['statsmodels']} power_proportions_2indep", cases)
    cases = []
    for n, base in [(100, 0.5), (400, 0.1), (2500, 0.3)]:
        limit = (f"power.prop.test(n={n},p1={base},power=0.8,strict=TRUE,tol=1e-14)$p2-{base}")
        [(above,)] = r(limit)
        cases.append(case([{"n1": n, "n2": n, "baseline": base}], above=above))
    entry("smallestDetectableDifference", f"R {R_VERSION} power.prop.test", cases)


# --- the first estimators, from the files of generate.py ---------------------------------------------------------------

def read(name):
    content = json.loads((HERE / f"{name}.json").read_text())
    return content, {k: f"{k} {v}" for k, v in content["versions"].items()}


def earlier_counts():
    content, of = read("proportion")
    interval = lambda x: {"ci__low": x["low"], "ci__high": x["high"]}
    entry("proportion", of["statsmodels"] + " proportion_confint",
          [case([{"n": x["n"], "k": x["k"]}, x["level"]], **interval(x)) for x in content["wilson"]])
    entry("proportionDifference", of["statsmodels"] + " confint_proportions_2indep",
          [case([dict(zip("kn", x["first"])), dict(zip("kn", x["second"]))], **interval(x)) for x in content["newcombe"]])
    content, of = read("rate")
    entry("rate", of["scipy"] + " chi2", [case([{"n": 1, "events": x["events"], "exposure": x["exposure"]}, x["level"]],
                                                 **interval(x)) for x in content["garwood"]])
    content, of = read("mean")
    keep = lambda x, *keys: {k: x[k] for k in keys}
    entry("mean", of["scipy"] + " t.interval",
          [case([keep(x, "n", "mean", "variance"), x["level"]], **interval(x)) for x in content["mean"]])
    entry("nps", of["numpy"] + ", answer by answer",
          [case([keep(x, "n", "promoters", "detractors")], value=x["value"], **interval(x)) for x in content["nps"]])
    content, of = read("clustered")
    for name, key, n, k in (("clusteredRate", "rate", "exposure", "events"), ("clusteredProportion", "proportion", "n", "k")):
        cases = []
        for x in content["cases"]:
            top, bottom = np.array(x["top"], float), np.array(x["bottom"], float)
            sums = {"clusters": len(top), "sumSquaredTop": (top**2).sum(), "sumSquaredBottom": (bottom**2).sum(),
                    "sumProduct": (top * bottom).sum()}
            args = [{"n": len(top), **sums, n: bottom.sum(), k: top.sum()}]
            cases.append(case(args, ci__low=x[key][0], ci__high=x[key][1]))
        entry(name, of["statsmodels"] + " GLM, cluster-robust", cases)


def earlier_curves():
    content, of = read("survival")
    curves, medians, areas, tests = [], [], [], []
    for x in content["cases"]:
        rows = rows_of(x["times"], x["events"])
        expect = {}
        for i, point in enumerate(x["points"]):
            expect |= {f"{i}__survival": point["survival"], f"{i}__ci_low": point["low"], f"{i}__ci_high": point["high"]}
        curves.append(case([rows, [point["day"] for point in x["points"]]], **expect))
        medians.append(case([rows], value=x["median"], ci__low=x["median_ci"][0], ci__high=x["median_ci"][1]))
        for one in x["rmst"]:
            limits = (None, None) if one["se"] == 0 else (
                max(0, one["value"] - Z * one["se"]), min(one["tau"], one["value"] + Z * one["se"]))
            areas.append(case([rows, one["tau"]], value=one["value"], ci__low=limits[0], ci__high=limits[1]))
    for x in content["log_rank"]:
        tests.append(case([[rows_of(g["times"], g["events"]) for g in x["groups"]]],
                          statistic=x["statsmodels"]["statistic"], p=x["lifelines"]["p"]))
    entry("survival", of["lifelines"] + " KaplanMeierFitter", curves)
    entry("medianSurvival", of["lifelines"] + " median_survival_times", medians)
    entry("restrictedMean", of["lifelines"] + "; variance unit by unit", areas)
    entry("logRank", f"{of['lifelines']}, {of['statsmodels']}", tests)
    content, of = read("incidence")
    cases = []
    for x in content["cases"]:
        rows = [{"time": t, "events": int(c == 1), "competing": int(c > 1), "censored": int(c == 0)}
                for t, c in zip(x["times"], x["causes"])]
        expect = {}
        for i, point in enumerate(x["points"]):
            expect[f"{i}__incidence"] = point["incidence"]
            if point["se"] is not None:
                expect[f"{i}__se"] = point["se"]
        cases.append(case([rows, [point["day"] for point in x["points"]]], **expect))
    entry("cumulativeIncidence", of["statsmodels"] + " CumIncidenceRight", cases)


if __name__ == "__main__":
    for part in (earlier_counts, earlier_curves, paired, alpha, clustered_mean, quantiles, gini, representation, same_group, delayed_entry, survival_pairs,
                 two_by_two, strata, scores, rates, families, matching, before_after, power):
        part()
    text = json.dumps(ENTRIES, default=float, allow_nan=False)
    (HERE / "estimators.json").write_text(text + "\n")
