namespace Simulator.Reports;

/// <summary>The style sheet of report pages: readable on a phone and on paper.</summary>
internal static class ReportStyle
{
    /// <summary>CSS text.</summary>
    public const string Css = """
        :root { color-scheme: light; --ink: #1f2933; --soft: #52606d; --line: #d9dee3; --wash: #f5f7f9; --accent: #0b5cad; --bad: #b3400a; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem; color: var(--ink); background: #fff;
               font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
        h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
        p { max-width: 46rem; }
        .sub { color: var(--soft); margin-top: 0; }
        .verdict { background: var(--wash); border-left: 4px solid var(--accent); padding: .75rem 1rem; margin: 1.25rem 0; }
        .verdict p { margin: .35rem 0; }
        .verdict ul { margin: .1rem 0 .35rem; padding-left: 1.3rem; max-width: 46rem; }
        .verdict p:first-child { font-size: 1.1rem; font-weight: 600; }
        .verdict.bad { border-left-color: var(--bad); }
        .keys { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.2rem, 1fr)); gap: .75rem; margin: 0; padding: 0; }
        .keys div { border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; }
        .keys dt { color: var(--soft); font-size: .85rem; }
        .keys dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        figure { margin: 1rem 0 2rem; }
        figure svg { width: 100%; min-width: 40rem; height: auto; display: block; }
        .scroll { overflow-x: auto; background:
                  linear-gradient(to right, #fff 40%, transparent) 0 0 / 3rem 100% no-repeat local,
                  linear-gradient(to left, #fff 40%, transparent) 100% 0 / 3rem 100% no-repeat local,
                  radial-gradient(farthest-side at 0 50%, rgb(0 0 0 / .25), transparent) 0 0 / .8rem 100% no-repeat scroll,
                  radial-gradient(farthest-side at 100% 50%, rgb(0 0 0 / .25), transparent) 100% 0 / .8rem 100% no-repeat scroll; }
        .scroll:focus-visible, summary:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        caption { text-align: left; color: var(--soft); font-size: .9rem; padding-bottom: .35rem; }
        caption span { display: inline-block; max-width: calc(100vw - 2.5rem); position: sticky; left: 0; }
        th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { background: var(--wash); }
        td { overflow-wrap: break-word; min-width: 4rem; max-width: 26rem; }
        td.long { min-width: 15rem; }
        code { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
        th button { all: unset; cursor: pointer; font-weight: 600; }
        th button:focus-visible { outline: 2px solid var(--accent); }
        th button::after { content: " ↕"; color: var(--soft); font-weight: 400; }
        th[aria-sort=ascending] button::after { content: " ↑"; color: var(--ink); }
        th[aria-sort=descending] button::after { content: " ↓"; color: var(--ink); }
        .filter { display: block; margin: .5rem 0; color: var(--soft); font-size: .9rem; }
        .filter input { font: inherit; color: var(--ink); padding: .25rem .5rem; border: 1px solid #7b8794; border-radius: 4px; }
        summary { cursor: pointer; color: var(--accent); margin: .5rem 0; }
        h3 { font-size: 1rem; margin: 1rem 0 .25rem; font-weight: 600; }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th.n { white-space: normal; }
        .strip { display: flex; flex-wrap: wrap; gap: 2px; margin: .25rem 0 1rem; }
        .strip span { width: 14px; height: 14px; border-radius: 2px; border: 1px solid rgb(0 0 0 / .15); }
        .scale { display: inline-flex; gap: 2px; vertical-align: middle; }
        .scale span { width: 22px; height: 12px; }
        .timeline svg { width: 100%; min-width: 40rem; height: auto; display: block; }
        .timeline text { font-size: 13px; fill: var(--ink); }
        .timeline .rule { stroke: #7b8794; stroke-width: 1; }
        .lane .mark { fill: #0072B2; } .lane.refused .mark { fill: #B3400A; } .lane.retried .mark { fill: #8A6D00; }
        .lane.deleted .mark { fill: #666666; } .lane.operated .mark { fill: #A0457A; }
        .lane.failed .mark { fill: #A61E2D; } .lane.notmoved .mark { fill: #B3400A; } .lane.evacuated .mark { fill: #5B4FA3; }
        .lane.movedlive .mark { fill: #007A59; } .lane.movedcold .mark { fill: #8A6D00; }
        .lane.off, .mark.off { display: none; }
        .switches { border: 0; padding: 0; margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .35rem 1rem; }
        .switches legend { color: var(--soft); font-size: .9rem; padding: 0; }
        .map { display: grid; margin-bottom: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
        .map h4 { margin: 0 0 .25rem; font-size: .95rem; overflow-wrap: anywhere; }
        .nodes { display: flex; flex-wrap: wrap; gap: .5rem; }
        .node { border: 1px solid #7b8794; border-radius: 4px; padding: .3rem .5rem; min-width: 11rem; max-width: 100%; flex: 1 1 11rem; }
        .node .name { display: block; font-size: .85rem; font-weight: 600; }
        .node small { display: block; color: var(--soft); font-size: .78rem; }
        .bar { display: block; height: 8px; border: 1px solid #7b8794; background: #fff; margin-top: 2px; }
        .bar b { display: block; height: 100%; background: var(--accent); }
        .kind { display: block; margin-top: .25rem; line-height: 1.1; }
        .kind i { display: inline-block; width: 15px; height: 15px; border: 1px solid #7b8794; border-radius: 2px; margin: 1px 2px 1px 0;
                  font: 700 11px/13px system-ui, sans-serif; text-align: center; vertical-align: middle; }
        .s0 { background: #f1f4f6; color: var(--ink); } .s1 { background: #cfe1f2; color: var(--ink); }
        .s2 { background: #93c4de; color: var(--ink); } .s3 { background: #4b9aca; color: #000; }
        .s4 { background: #1c6cb1; color: #fff; } .s5 { background: #083776; color: #fff; }
        footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
        @media (max-width: 30rem) { table { font-size: .85rem; } th, td { padding: .3rem .35rem; } td { min-width: 3rem; max-width: 11rem; }
                                    td.long { min-width: 11rem; } }
        @media print { body { max-width: none; padding: 0; font-size: 11pt; } h2 { break-after: avoid; }
                       figure, tr, .node, .timeline svg { break-inside: avoid; }
                       .scroll { overflow: visible; background: none; } figure svg, .timeline svg { min-width: 0; }
                       .filter, .switches, th button::after { display: none; }
                       .strip span, .scale span, .kind i, .bar b
                       { print-color-adjust: exact; } }
        """;
}
