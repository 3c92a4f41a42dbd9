namespace LocalAws.Services.Ecs;

/// <summary>A deployment from its begin to its end, as ECS or CodeDeploy carries it out.</summary>
public static class EcsRollOut
{
    static readonly TimeSpan Looks = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Begins a deployment now. Once all tasks of the new revision are healthy it gets its shares of the users, each for the bake time;
    /// after the last one the old revision's tasks are stopped.
    /// </summary>
    /// <param name="shares">In percent, the last one 100: one is a blue/green deployment, two are a canary one, more a linear one.</param>
    public static void RollOut(this EcsService service, TimeSpan bake, params IReadOnlyList<int> shares)
    {
        service.BeginDeployment();
        var begun = service.Deployment;
        service.Plan(begun.At + Looks, Look);

        void Look(DateTimeOffset at)
        {
            if (service.Tasks.ReadyAt(at, begun) < begun.WantedAt(at, service.DesiredAt(at)))
            {
                service.Plan(at + Looks, Look);
                return;
            }

            for (var i = 0; i < shares.Count; i++)
            {
                var percent = shares[i];
                service.Plan(at + bake * i, due => service.Shift(percent, due));
            }

            service.Plan(at + bake * shares.Count, service.EndDeployment);
        }
    }
}
