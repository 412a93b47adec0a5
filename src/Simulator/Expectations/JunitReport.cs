using System.Globalization;
using System.Text;
using System.Xml;
using Simulator.Scenarios;

namespace Simulator.Expectations;

/// <summary>Writes judged scenarios in the XML that continuous-integration servers read: a suite a scenario, a case a row or a metric.</summary>
internal static class JunitReport
{
    /// <summary>The report.</summary>
    public static string Make(IReadOnlyList<JudgedScenario> judged)
    {
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            Count(xml, judged);
            foreach (JudgedScenario item in judged)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", item.Scenario.Name);
                Count(xml, [item]);
                foreach (Judgement judgement in item.Judgements)
                {
                    Write(xml, item.Scenario, judgement);
                }

                foreach (BaselineDifference metric in item.Metrics)
                {
                    Write(xml, item, metric);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static void Count(XmlWriter xml, IReadOnlyList<JudgedScenario> judged)
    {
        xml.WriteAttributeString("tests", judged.Sum(item => item.Count).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", judged.Sum(item => item.FailureCount).ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(XmlWriter xml, JudgedScenario judged, BaselineDifference metric)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", judged.Scenario.Name);
        xml.WriteAttributeString("name", $"baseline {metric.Metric}");
        xml.WriteAttributeString("file", judged.BaselineFile);
        if (!metric.Holds)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", metric.ToString());
            xml.WriteString(judged.IsOtherScenario
                ? "The scenario, its nova.conf or a value set on the command line is not what it was when the baseline was taken."
                : "The scenario is the one the baseline was taken of: the simulator decides otherwise.");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Scenario scenario, Judgement judgement)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", scenario.Name);
        xml.WriteAttributeString("name", judgement.Row.Text);
        xml.WriteAttributeString("file", judgement.Row.File);
        xml.WriteAttributeString("line", judgement.Row.Line.ToString(CultureInfo.InvariantCulture));
        if (!judgement.Holds)
        {
            xml.WriteStartElement("failure");
            string found = judgement.Actual.Length == 0 ? "nothing" : judgement.Actual;
            xml.WriteAttributeString("message", $"expected {judgement.Row.Text}, found {found}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
