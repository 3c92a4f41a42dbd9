namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios about how signals are counted.</summary>
static class WitnessPlays
{
    /// <summary>The plan was deployed before its primary.</summary>
    public static void NeverUp(Stage stage)
    {
        stage.Estate.PrimaryAppServes = false;
        stage.Note($"the front doors in {stage.Plan.Primary} do not answer yet");
    }

    public static void Armed(Stage stage)
    {
        NeverUp(stage);
        stage.At(TimeSpan.Zero, () => stage.Say("arm"));
    }
}
