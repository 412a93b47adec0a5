namespace Model.Placement;

/// <summary>Draws a random order of the first places of a list.</summary>
internal static class CandidateShuffle
{
    /// <summary>
    /// Moves a random choice of the items, in random order, to the first <paramref name="places"/> places. Uses one draw per place, so
    /// that the outcome depends only on the draws and the number of items.
    /// </summary>
    public static void Shuffle<T>(List<T> items, int places, Func<int, int> draw)
    {
        for (int place = 0; place < places; place++)
        {
            int other = place + draw(items.Count - place);
            (items[place], items[other]) = (items[other], items[place]);
        }
    }
}
