using ExcelDataReader.Exceptions;

namespace Zhanggui.Tables.Excel;

internal static class WorkbookFaults
{
    /// <summary>The reader meets hostile bytes: whatever it throws, the file is at fault and gets a reason.</summary>
    public static TableRefused Reason(Exception fault, long? line = null) => fault switch
    {
        InvalidPasswordException => TableRefused.Password,
        _ when fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase) || fault.Message.Contains("encrypt", StringComparison.OrdinalIgnoreCase) => TableRefused.Password,
        HeaderException => TableRefused.NotATable("不是 Excel 工作簿 / no Excel workbook"),
        CompoundDocumentException => TableRefused.Broken("复合文档结构不完整", "the compound document is not whole", line),
        _ => TableRefused.Broken("工作簿内容不完整或不合规范", "the workbook is not whole or not by its format", line),
    };
}
