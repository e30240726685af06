using System.Net.Sockets;
using System.Text;

namespace Zhanggui.Host.Service;

/// <summary>Tells systemd that the server is ready or stopping (<c>Type=notify</c>); does nothing elsewhere.</summary>
internal static class SystemdNotice
{
    public static void Ready() => Send("READY=1");

    public static void Stopping() => Send("STOPPING=1");

    private static void Send(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path || OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A leading @ means the abstract namespace, which the socket API writes as a zero byte.
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // systemd then runs into its start timeout and says so; nothing to do here.
        }
    }
}
