namespace Zhanggui.People.Privacy;

/// <summary>
/// What every person is told at the first sign-in. Raise <see cref="Version"/> with every change of meaning: then all are asked again.
/// </summary>
internal static class Notice
{
    public const int Version = 1;

    public static IReadOnlyList<string> Zh { get; } =
    [
        "您与顾客的每一条消息都会保存，并记在您本人的工号名下；保存后不能修改，撤回的消息由有权限的人查看原文。",
        "会话的接起、转接、挂起、结束，以及您的接待状态（在线、小休、离线）和时间都会记录。",
        "内部备注只有同事能看到，也会保存。主管旁听会话时，会在记录里写明，您能看到。",
        "没有发出的草稿为您保存，别人看不到。若草稿触发话术提醒，该条保留 30 天，仅您本人和话术负责人可见，不用于工资。",
        "登录的时间、网络地址和浏览器会记录；对权限、制度、金额的改动，以及查看完整电话地址、导出资料，都会写入操作记录。",
        "系统不检测您的私人聊天，不读取您的屏幕和其他程序。接待空档会先与已登记的电脑故障核对，再由人来看。",
        "记录用于服务顾客、处理纠纷、质检和绩效核算。系统只整理事实，涉及人的决定由人作出。",
        "您可以在“我的资料”里随时查看并导出关于您的数据，也可以对不实的记录提出异议。",
    ];

    public static IReadOnlyList<string> En { get; } =
    [
        "Every message between you and a buyer is kept under your own number. It cannot be changed afterwards; recalled messages stay readable for those entitled.",
        "Taking, handing over, snoozing and closing of conversations and your state (on duty, pause, away) are recorded with their times.",
        "Private notes are seen by colleagues only, and are kept. When a supervisor watches a conversation silently, the record says so and you can read it.",
        "Unsent drafts are kept for you alone. A draft that trips a word rule is kept for 30 days, seen by you and the owner of the word rules, and never used for pay.",
        "Sign-ins are recorded with time, network address and browser. Changes to rights, rules and money, every look at a full telephone number or address, and exports stand in the audit.",
        "The program does not detect private chat and does not read your screen or other programs. Gaps in presence are weighed against reported computer faults, by a person.",
        "The records serve the buyers, disputes, quality inspection and pay. The program gathers facts; decisions about people are made by people.",
        "Under “My profile” you can see and export what is kept about you at any time, and object to what is not true.",
    ];
}
