using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Rules;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. new PresetShelf(Folder).Names()];

    [Theory, MemberData(nameof(Names))]
    public void Every_preset_is_sound_and_named_like_its_file(string name)
    {
        var book = HouseReader.Read(new PresetShelf(Folder).Find(name)!);

        book.Problems.Where(p => p.Severity is Severity.Error or Severity.Warning).ShouldBeEmpty();
        book.Header.Book.ShouldBe(name);
        book.Header.Status.ShouldBe(name is PresetShelf.Fallback or "shop-denials" or "shop-offers" or "red-lines" or "buyer-questions" || name.StartsWith("sector-", StringComparison.Ordinal) ? BookHeader.Advised : BookHeader.Historical);
        if (name != PresetShelf.Fallback)
        {
            book.Header.Sources.ShouldNotBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_holds_of_a_preset_with_all_its_layers_can_be_read_back(string name)
    {
        var book = HouseReader.Read(new PresetShelf(Folder).Find(name)!);
        var text = Canonical.Write(book.Header with { Extends = null, Status = null }, book.Effective!, House);

        var again = HouseReader.Read(text);
        again.IsSound.ShouldBeTrue(string.Join('\n', again.Problems.Take(3).Select(p => p.Reason.En)));
        Canonical.Write(again.Header with { Extends = null, Status = null }, again.Effective!, House).ShouldBe(text);
    }

    [Fact]
    public void New_shop_leaves_only_the_minimum_wage_empty_and_needs_no_signature()
    {
        var book = HouseReader.Read(new PresetShelf(Folder).Find(PresetShelf.Fallback)!);

        book.Problems.Select(p => p.Path).ShouldBe(["pay.guard.minimum_wage"]); // differs from town to town, so the owner fills it in
        book.Doubts.ShouldBeEmpty();
    }

    [Fact]
    public void New_shop_recalls_within_two_minutes_and_alerts_at_120_seconds()
    {
        var rules = Reception(new PresetShelf(Folder).Find(PresetShelf.Fallback)!);

        rules.RecallWindow.ShouldBe(Duration.FromMinutes(2));
        rules.WaitRed.ShouldBe(Duration.FromSeconds(120));
        rules.FirstReply.ShouldNotBeNull();
    }

    [Fact]
    public void A_lost_value_is_an_empty_setting()
    {
        var rules = Reception(new PresetShelf(Folder).Find("mural-shop")!);

        rules.WaitRed.ShouldBeNull();
        rules.RecallWindow.ShouldBeNull();
    }

    /// <summary>What a source says stands in its preset, and what it does not say stays empty.</summary>
    [Fact]
    public void Desk_presets_say_what_their_source_says_and_no_more()
    {
        var (hotline, centre, property, hospital) = (Floor("hotline-400"), Floor("call-centre-24h"), Floor("property-desk"), Floor("hospital-desk"));

        hotline.MostRings.ShouldBeNull(); // picked up at once; no number of rings is given
        hotline.FloorChecks.ShouldContain("桌上只有笔、笔记本、水杯");
        centre.ClosingWords.ShouldBe("再见");
        property.MostRings.ShouldBe(3);
        property.ContactClasses.ShouldBe(["业主咨询", "建议", "投诉", "公共报修", "家庭报修", "其他服务", "表扬"]);
        hospital.PhraseGroups.Count.ShouldBe(4);
        foreach (var name in new[] { "hotline-400", "call-centre-24h", "property-desk", "hospital-desk" })
        {
            var rules = Reception(new PresetShelf(Folder).Find(name)!);
            (rules.WaitAmber, rules.WaitRed, rules.RecallWindow, rules.CapacityPerAgent, rules.FirstReply, rules.BusyReply, rules.OffHoursReply).ShouldBe((null, null, null, null, null, null, null));
        }
    }

    [Fact]
    public void Childrens_wear_shop_wants_signatures_three_groups_and_free_friends()
    {
        var floor = Floor("childrens-wear-shop");

        (floor.NeedsSignature, floor.SignatureCarriesOffer, floor.SignatureEvery, floor.FriendsAreFree).ShouldBe((true, true, null, true));
        floor.PhraseGroups.ShouldBe(["活动信息", "快递问题", "结束语"]);
    }

    [Theory]
    [InlineData("new-shop", "course parcel angry booking feedback callback new_problem*")]
    [InlineData("hotline-400", "calls complaint fault* new_problem* callback")]
    [InlineData("call-centre-24h", "booking feedback callback new_problem*")]
    [InlineData("hospital-desk", "guide appointment complaint* new_problem*")]
    [InlineData("pre-sales-handbook", "course doubts parcel angry new_problem*")]
    public void Presets_have_their_procedures_and_a_star_goes_to_the_leader(string preset, string keys)
    {
        var procedures = Floor(preset).Procedures;

        string.Join(' ', procedures.Select(p => p.Reports ? $"{p.Key}*" : p.Key)).ShouldBe(keys);
        procedures.ShouldAllBe(p => p.Title.Length > 0 && p.Steps.Count >= 3 && p.Steps.All(s => s.Do.Length > 0));
    }

    [Fact]
    public void Words_of_a_step_stand_behind_the_arrow_and_the_older_places_are_procedures_too()
    {
        var floor = Reception(Book("""
            reception:
              guides: {course: [问候, 推荐], parcel: [查, 道歉]}
              procedures:
                parcel: {title: 查件, topics: [查快递, " 查快递", ""], steps: [查物流 => 我帮您查一下, "道歉 =>", 道歉]}
            """));

        floor.Floor.Procedures.Select(p => p.Title).ShouldBe(["查件", "接待流程"]); // the procedure of that key stands for the older steps
        var parcel = floor.Floor.Procedures[0];
        parcel.Topics.ShouldBe(["查快递"]);
        parcel.Steps.ShouldBe([new ProcedureStep("查物流", "我帮您查一下"), new ProcedureStep("道歉", null)]);
    }

    [Theory]
    [InlineData("reception:\n  procedures:\n    a: {steps: [一]}\n", "reception.procedure.title")]
    [InlineData("reception:\n  procedures:\n    a: {title: 甲, steps: []}\n", "reception.procedure.steps")]
    public void A_procedure_needs_a_title_and_steps(string rest, string rule) =>
        HouseReader.Read(Book(rest)).Problems.Where(p => p.Severity == Severity.Error).Select(p => p.Rule).ShouldBe([rule]);

    // E-22: 4 lines, size 10, 2 colours accepted; 5 lines refused; 3 colours refused; size 11 warned.
    [Theory]
    [InlineData(4, 10, 2, null)]
    [InlineData(5, 10, 2, "reception.reply.lines")]
    [InlineData(4, 10, 3, "reception.reply.colours")]
    [InlineData(4, 11, 2, "reception.reply.font")]
    public void Automatic_reply_keeps_the_form_of_the_handbook(int lines, int size, int colours, string? rule)
    {
        var text = Book($"extends: childrens-wear-shop\nreception:\n  automatic_reply:\n    first:\n      enabled: true\n      text: \"{string.Join("\\n", Enumerable.Repeat("字", lines))}\"\n      font_size: {size}\n      colours: [{string.Join(", ", Enumerable.Range(0, colours).Select(i => $"c{i}"))}]\n");

        var book = HouseReader.Read(text);

        book.Problems.Where(p => p.Severity != Severity.Note).Select(p => p.Rule).ShouldBe(rule is null ? [] : [rule]);
        book.IsSound.ShouldBe(rule is null or "reception.reply.font");
    }

    [Theory]
    [InlineData("reception:\n  waiting: {amber: 121 s, red: 120 s}\n", "reception.waiting.order")]
    [InlineData("reception:\n  automatic_reply: {first: {enabled: true}}\n", "reception.reply.text")]
    [InlineData("reception:\n  automatic_reply: {busy: {enabled: true, text: x}}\n", "reception.reply.after")]
    public void Settings_that_do_not_fit_together_are_refused(string rest, string rule) =>
        HouseReader.Read(Book(rest)).Problems.Where(p => p.Severity == Severity.Error).Select(p => p.Rule).ShouldBe([rule]);

    [Fact]
    public void Keeping_talks_without_saying_so_needs_a_signature() =>
        HouseReader.Read(Book("reception: {}\n")).Doubts.Single().Path.ShouldBe("reception.notices.recorded");

    [Fact]
    public void Schema_file_is_the_one_of_the_registered_sections()
    {
        var path = Path.Combine(Folder, "rulebook.schema.json");
        var schema = JsonSchemas.Write(House);
        if (Environment.GetEnvironmentVariable("ZHANGGUI_UPDATE_GOLDEN") is { Length: > 0 })
        {
            File.WriteAllText(path, schema);
        }

        File.ReadAllText(path).ShouldBe(schema, "Run with ZHANGGUI_UPDATE_GOLDEN=1 after a section changed.");
    }

    [Fact]
    public void Printed_book_says_every_value_as_a_sentence_and_escapes_what_people_wrote()
    {
        var book = HouseReader.Read(Book("reception:\n  recall_window: 3 min\n  notices: {offline: '<script>*请*留言'}\n"));

        var markdown = new Printing(House, chinese: true).Markdown(book, "abc");
        var html = new Printing(House, chinese: true).Html(book, "abc");

        markdown.ShouldContain("3 分钟内可以撤回");
        markdown.ShouldContain("\\<script\\>\\*请\\*留言");
        html.ShouldContain("&lt;script&gt;");
        html.ShouldNotContain("<script");
        html.ShouldContain("签字");
    }

    private static Zhanggui.Reception.Contracts.FloorRules Floor(string preset) => Reception(new PresetShelf(Folder).Find(preset)!).Floor;

    private static Zhanggui.Reception.Contracts.ReceptionRules Reception(string text) =>
        ReceptionSection.Section.Read(new SectionValues(HouseReader.Read(text).Effective!.Sections["reception"], ReceptionSection.Section.Root));
}
