namespace Zhanggui.Facts.Demo;

/// <summary>How far the making of a month has come.</summary>
public sealed record DemoProgress(int Day, int Days);
