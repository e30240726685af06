using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Zhanggui.Reception.Writing;

/// <summary>
/// A statement prepared once on the writer's own connection. It goes to SQLite directly: the ADO.NET layer would cost
/// more than the statement itself on the hot path.
/// </summary>
internal sealed class SqliteStatement : IRow, IDisposable
{
    private const int GuidText = 36;
    private readonly sqlite3 db;
    private readonly sqlite3_stmt statement;
    private int next;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        db = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public SqliteStatement Add(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, ++next, value));
        return this;
    }

    public SqliteStatement Add(long? value) => value is { } some ? Add(some) : AddNull();

    public SqliteStatement Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        Check(raw.sqlite3_bind_text(statement, ++next, value));
        return this;
    }

    public SqliteStatement Add(byte[]? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        Check(raw.sqlite3_bind_blob(statement, ++next, value));
        return this;
    }

    /// <summary>Ids are upper-case text, as the ADO.NET provider writes them.</summary>
    public SqliteStatement Add(Guid value)
    {
        Span<byte> text = stackalloc byte[GuidText];
        value.TryFormat(text, out _, "D");
        for (var i = 0; i < GuidText; i++)
        {
            if (text[i] >= (byte)'a')
            {
                text[i] -= 32;
            }
        }

        Check(raw.sqlite3_bind_text(statement, ++next, text));
        return this;
    }

    public SqliteStatement Add(Guid? value) => value is { } some ? Add(some) : AddNull();

    public SqliteStatement AddNull()
    {
        Check(raw.sqlite3_bind_null(statement, ++next));
        return this;
    }

    /// <summary>True when there is a row; after false the statement is ready to be used again.</summary>
    public bool Read()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }

        return false;
    }

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        while (Read())
        {
            // rows of no interest (pragmas, returning)
        }
    }

    /// <summary>Reads one number and ends.</summary>
    public long? ReadLong()
    {
        if (!Read())
        {
            return null;
        }

        var value = Long(0);
        Reset();
        return value;
    }

    public void Reset()
    {
        // The code repeats the last step's error, which has been reported already.
        _ = raw.sqlite3_reset(statement);
        next = 0;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public Guid Guid(int column) => System.Guid.Parse(raw.sqlite3_column_text(statement, column).utf8_to_string());

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(db).utf8_to_string(), code & 0xFF, code);
        }
    }
}
