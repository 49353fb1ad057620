using Marginalia.Training;

namespace Marginalia.Tests.Training;

public class HistoryTests
{
    [Fact]
    public void Columns_keep_steps_and_values_apart()
    {
        var history = new History();
        history.Record(0, "loss/a", 3);
        history.Record(0, "loss/b", 5);
        history.Record(10, "loss/a", 2);
        Assert.Equal(["loss/a", "loss/b"], history.Names);
        Assert.Equal([0, 10], history["loss/a"].Steps);
        Assert.Equal([3, 2], history["loss/a"].Values);
        Assert.Equal([5, 2], history.Last("loss/", ["b", "a"]));
        Assert.Equal([3, 5], history.First("loss/", ["a", "b"]));
    }

    [Fact]
    public void A_column_that_is_not_there_is_explained()
    {
        var history = new History();
        history.Record(0, "loss/a", 3);
        Assert.Contains("there are loss/a", Assert.Throws<KeyNotFoundException>(() => history["loss/c"]).Message);
    }
}
