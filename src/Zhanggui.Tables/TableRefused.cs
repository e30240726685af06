namespace Zhanggui.Tables;

/// <summary>
/// Why a file (or the rest of it) cannot be read: a value, never an exception. Codes are stable
/// (<c>tables.file.empty</c>), the sentences may change.
/// </summary>
/// <param name="Code">Stable: <c>tables.noun.reason</c>.</param>
/// <param name="Zh">One sentence in Chinese: what is wrong and what to do.</param>
/// <param name="En">The same in English.</param>
/// <param name="Line">Physical line (text) or sheet row (workbook), from 1, when the reason belongs to one.</param>
public sealed record TableRefused(string Code, string Zh, string En, long? Line = null)
{
    internal static TableRefused Empty { get; } = new("tables.file.empty", "文件是空的。", "The file is empty.");

    internal static TableRefused Password { get; } = new("tables.file.password", "文件设有打开密码，请另存为不带密码的文件。", "The file is protected by a password; save it without one.");

    internal static TableRefused Html { get; } = new("tables.file.html", "这是网页格式的文件，请用 Excel 或 WPS 打开后另存为 xlsx。", "This is a web page; open it in Excel or WPS and save it as xlsx.");

    internal static TableRefused Xml { get; } = new("tables.file.xml", "这是 XML 文件，请用 Excel 或 WPS 打开后另存为 xlsx。", "This is an XML file; open it in Excel or WPS and save it as xlsx.");

    internal static TableRefused Ods { get; } = new("tables.file.ods", "暂不支持 ods 表格，请另存为 xlsx。", "OpenDocument spreadsheets are not read; save it as xlsx.");

    internal static TableRefused Xlsb { get; } = new("tables.file.xlsb", "暂不支持 xlsb 工作簿，请另存为 xlsx。", "Binary workbooks (xlsb) are not read; save it as xlsx.");

    internal static TableRefused Archive { get; } = new("tables.file.archive", "这是压缩包，请先解压，再导入里面的表格。", "This is an archive; unpack it and bring the tables inside.");

    internal static TableRefused NoSheet { get; } = new("tables.file.no_sheet", "工作簿里没有可读取的工作表。", "The workbook has no sheet that can be read.");

    internal static TableRefused Encoding { get; } = new("tables.file.encoding", "无法识别文字编码（不是 UTF-8、UTF-16 或 GB18030），请另存为 UTF-8，或在导入时指定编码。", "The text is neither UTF-8, UTF-16 nor GB18030; save it as UTF-8 or name the encoding.");

    internal static TableRefused NotATable(string what) => new("tables.file.not_a_table", $"这不是表格文件（{what}）。", $"This is not a table ({what}).");

    internal static TableRefused Broken(string zh, string en, long? line = null) => new("tables.file.broken", $"文件已损坏：{zh}。", $"The file is damaged: {en}.", line);

    internal static TableRefused EncodingAt(long line, string encoding) =>
        new("tables.file.encoding", $"第 {line} 行附近的文字不是有效的 {encoding}。", $"The text near line {line} is not valid {encoding}.", line);

    internal static TableRefused Limit(string zh, string en, long? line = null) => new("tables.file.limit", $"超过限制：{zh}。", $"A limit is exceeded: {en}.", line);
}
