using System.Globalization;
using System.Text;
using System.Xml;
using Simulator.Scenarios;

namespace Simulator.Expectations;

/// <summary>Writes judged scenarios in the XML that continuous-integration servers read: a suite a scenario, a case a row.</summary>
internal static class JunitReport
{
    /// <summary>The report.</summary>
    public static string Make(IReadOnlyList<JudgedScenario> judged)
    {
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            Count(xml, [.. judged.SelectMany(item => item.Judgements)]);
            foreach ((Scenario scenario, IReadOnlyList<Judgement> judgements) in judged)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", scenario.Name);
                Count(xml, judgements);
                foreach (Judgement judgement in judgements)
                {
                    Write(xml, scenario, judgement);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static void Count(XmlWriter xml, IReadOnlyList<Judgement> judgements)
    {
        xml.WriteAttributeString("tests", judgements.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", judgements.Count(judgement => !judgement.Holds).ToString(CultureInfo.InvariantCulture));
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
            xml.WriteAttributeString("message", $"expected {judgement.Row.Text}, found {judgement.Actual}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
