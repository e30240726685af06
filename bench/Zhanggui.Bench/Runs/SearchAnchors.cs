using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Bench.Runs;

/// <summary>What finds the newest messages with a phrase; answers how many, with their texts read.</summary>
internal interface ISearchSide
{
    string Name { get; }

    bool Can(int length);

    int Find(string phrase, int limit);
}

/// <summary>All texts in memory, looked through from the newest.</summary>
internal sealed class MemoryScan(IReadOnlyList<string> newestFirst) : ISearchSide
{
    public string Name => "memory scan";

    public bool Can(int length) => true;

    public int Find(string phrase, int limit)
    {
        var found = 0;
        for (var i = 0; i < newestFirst.Count && found < limit; i++)
        {
            found += newestFirst[i].Contains(phrase, StringComparison.Ordinal) ? 1 : 0;
        }

        return found;
    }
}

/// <summary>SQLite FTS5: trigrams of its own, or pairs of neighbours made before. A pair never reaches over a character that is none, so it finds what a scan finds.</summary>
internal sealed class Fts5 : ISearchSide, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand find;
    private readonly bool isPairs;

    public Fts5(string path, bool isPairs, int count, Func<int, string> text)
    {
        this.isPairs = isPairs;
        connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        Run($"pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -262144; create table message (id integer primary key, text text not null); create virtual table found using fts5(text, content='', tokenize='{(isPairs ? "unicode61" : "trigram")}')");
        using (var transaction = connection.BeginTransaction())
        {
            using var store = Make("insert into message (id, text) values ($id, $text)");
            using var index = Make("insert into found (rowid, text) values ($id, $text)");
            for (var i = 0; i < count; i++)
            {
                var folded = Folding.Of(text(i));
                (store.Parameters[0].Value, store.Parameters[1].Value) = (i, folded);
                store.ExecuteNonQuery();
                (index.Parameters[0].Value, index.Parameters[1].Value) = (i, isPairs ? Pairs(folded) : folded);
                index.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Run("insert into found (found) values ('optimize')");
        find = connection.CreateCommand();
        find.CommandText = "select m.text from (select rowid as id from found where found match $asked order by rowid desc limit $limit) f join message m on m.id = f.id";
        find.Parameters.Add("$asked", SqliteType.Text);
        find.Parameters.Add("$limit", SqliteType.Integer);
        find.Prepare();

        SqliteCommand Make(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.Add("$id", SqliteType.Integer);
            command.Parameters.Add("$text", SqliteType.Text);
            return command;
        }
    }

    public string Name => isPairs ? "FTS5 pairs" : "FTS5 trigram";

    public bool Can(int length) => length >= (isPairs ? 2 : 3);

    public int Find(string phrase, int limit)
    {
        (find.Parameters[0].Value, find.Parameters[1].Value) = ($"\"{(isPairs ? Pairs(phrase) : phrase)}\"", limit);
        using var reader = find.ExecuteReader();
        var (found, letters) = (0, 0);
        while (reader.Read())
        {
            found++;
            letters += reader.GetString(0).Length;
        }

        GC.KeepAlive(letters);
        return found;
    }

    public void Dispose()
    {
        find.Dispose();
        connection.Dispose();
    }

    /// <summary>Every two neighbours as one token; where a Chinese character meets anything else, a token that no phrase has keeps them apart.</summary>
    private static string Pairs(string text)
    {
        var pairs = new StringBuilder(text.Length * 3);
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var isPair = text[i] is >= '\u4E00' and <= '\u9FA5' && text[i + 1] is >= '\u4E00' and <= '\u9FA5';
            pairs.Append(isPair ? text.AsSpan(i, 2) : "zz").Append(' ');
        }

        return pairs.ToString();
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>PostgreSQL with a GIN index of trigrams.</summary>
internal sealed class Trigrams : ISearchSide, IDisposable
{
    private readonly NpgsqlConnection connection;

    public Trigrams(string connectionString, int count, Func<int, string> text)
    {
        connection = new NpgsqlConnection(connectionString + ";Command Timeout=0");
        connection.Open();
        Run("create extension pg_trgm; create table message (id bigint primary key, text text not null)");
        using (var copy = connection.BeginBinaryImport("copy message (id, text) from stdin (format binary)"))
        {
            for (var i = 0; i < count; i++)
            {
                copy.WriteRow((long)i, Folding.Of(text(i)).Replace("\0", string.Empty, StringComparison.Ordinal));
            }

            copy.Complete();
        }

        Run("set maintenance_work_mem = '1GB'; create index found on message using gin (text gin_trgm_ops)");
        Run("vacuum analyze message");
    }

    public string Name => "pg_trgm";

    public bool Can(int length) => true;

    public int Find(string phrase, int limit)
    {
        using var command = new NpgsqlCommand("select text from message where text like @asked order by id desc limit @limit", connection);
        command.Parameters.AddWithValue("asked", $"%{phrase}%");
        command.Parameters.AddWithValue("limit", limit);
        using var reader = command.ExecuteReader();
        var found = 0;
        while (reader.Read())
        {
            GC.KeepAlive(reader.GetString(0));
            found++;
        }

        return found;
    }

    public void Dispose() => connection.Dispose();

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
