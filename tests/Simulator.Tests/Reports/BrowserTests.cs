using System.Text.RegularExpressions;
using Simulator.Metrics;
using Simulator.Reports;
using Xunit;
using Xunit.Abstractions;

namespace Simulator.Tests.Reports;

/// <summary>
/// Goal: the page works in a real browser. Method: a headless Chromium loads it with a few lines added that press the buttons, and prints
/// the document afterwards. Where no Chromium is installed the tests say so and end.
/// </summary>
public sealed class BrowserTests(ITestOutputHelper output)
{
    [Fact]
    public void Pressing_a_column_sorts_by_it_and_pressing_again_turns_the_order()
    {
        string? once = Load("document.querySelector('#hosts ~ details button').click();");
        string? twice = Load("var b=document.querySelector('#hosts ~ details button');b.click();b.click();");
        if (once is null || twice is null)
        {
            return;
        }

        Assert.Contains("aria-sort=\"ascending\"", once);
        Assert.Equal(["h1", "h2", "h3"], HostCells(once)[..3]);
        Assert.Equal(["h12", "h11", "h10"], HostCells(twice)[..3]);
    }

    [Fact]
    public void Typing_into_the_filter_hides_other_rows()
    {
        string? page = Load(
            "var i=document.querySelector('#hosts ~ details input');i.value='h11';i.dispatchEvent(new Event('input'));");
        if (page is not null)
        {
            Assert.Contains(" 1 of 12", page);
            Assert.Equal(11, Regex.Count(page, "<tr hidden=\"\">"));
        }
    }

    [Fact]
    public void Unchecking_a_lane_hides_its_events_and_a_word_hides_those_without_it()
    {
        string? lane = Load("document.querySelectorAll('.switches input')[1].click();" + CountMarks);
        string? word = Load("var i=document.querySelector('.timeline > .filter input');i.value='STARTED';i.dispatchEvent(new Event('input'));"
            + CountMarks);
        if (lane is not null && word is not null)
        {
            Assert.Contains("<title>marks:1</title>", lane);
            Assert.Contains("<title>marks:1</title>", word);
            Assert.Contains(" 1 of 2", word);
        }
    }

    [Fact]
    public void Everything_that_can_be_pressed_can_be_reached_with_the_keyboard()
    {
        string? page = Load("var all=Array.from(document.querySelectorAll('button,input,summary,.scroll')).filter(function(e){"
            + "return !e.closest('details:not([open])')||e.tagName==='SUMMARY'});document.title='stuck:'"
            + "+all.filter(function(e){e.focus();return document.activeElement!==e}).length+' of '+(all.length>8);");
        if (page is not null)
        {
            Assert.Contains("<title>stuck:0 of true</title>", page);
        }
    }

    [Fact]
    public void On_a_phone_nothing_but_tables_and_plots_is_wider_than_the_screen()
    {
        string? page = Load(Browser.CountWide);
        if (page is not null)
        {
            Assert.Contains("<title>wide:0</title>", page);
        }
    }

    private const string CountMarks = "document.title='marks:'"
        + "+Array.from(document.querySelectorAll('.mark')).filter(function(e){return e.getBoundingClientRect().width>0}).length;";

    private static string[] HostCells(string page) =>
        [.. Regex.Matches(page, "<tr[^>]*><td>(h[0-9]+)</td>").Select(match => match.Groups[1].Value)];

    /// <summary>The document after the script has run, or null where there is no browser.</summary>
    private string? Load(string script)
    {
        HostRow host = SampleRun.X520.Hosts[0];
        RunResult result = SampleRun.X520 with
        {
            Hosts = [.. Enumerable.Range(1, 12).Reverse().Select(number => host with { Host = FormattableString.Invariant($"h{number}") })],
        };
        return Browser.Load(() => HtmlReport.Make(result, FigureBook.Draw(result)), script, output);
    }
}
