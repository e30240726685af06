namespace Zhanggui.Tables;

/// <summary>How a text file is written, as found or as the options say.</summary>
/// <param name="Encoding">IANA name: <c>utf-8</c>, <c>gb18030</c>, <c>utf-16</c>, <c>utf-16BE</c>, <c>utf-32</c>, <c>utf-32BE</c>, or what the options named.</param>
/// <param name="HasBom">The file begins with a byte order mark.</param>
/// <param name="Delimiter">One to four characters between cells.</param>
/// <param name="Quote">The character that may surround a cell; <c>'\0'</c> = none.</param>
/// <param name="Escape">What stands before a quote inside quotes: the quote itself (doubling) or a backslash.</param>
/// <param name="RecordDelimiter"><c>"\n"</c>, <c>"\r\n"</c> (a line feed alone ends a row as well), <c>"\r"</c>, or one other character.</param>
/// <param name="Columns">The most frequent number of cells in the first rows.</param>
public sealed record TableDialect(string Encoding, bool HasBom, string Delimiter, char Quote, char Escape, string RecordDelimiter, int Columns);
