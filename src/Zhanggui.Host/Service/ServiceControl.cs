using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Zhanggui.Host.Commands;

namespace Zhanggui.Host.Service;

/// <summary>
/// Runs the server as a service of Windows (<c>serve --service</c>, which only service.cmd writes): tells the service
/// manager that it is starting, running and stopping, and stops in order when the manager asks.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class ServiceControl
{
    private const string Name = "Zhanggui";
    private const int NotStartedByTheManager = 1063;
    private const uint FailedWithOwnCode = 1066;
    private static readonly TimeSpan Hint = TimeSpan.FromSeconds(30);

    private readonly Func<CancellationToken, Task<int>> serve;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly ServiceMain main;
    private readonly Handler handler;
    private nint status;
    private State state = State.StartPending;
    private uint checkPoint;
    private int exit;

    private ServiceControl(Func<CancellationToken, Task<int>> serve)
    {
        this.serve = serve;
        // Held by fields: the manager calls them from outside, where the collector does not see it.
        main = Main;
        handler = Handle;
    }

    private delegate void ServiceMain(int count, nint arguments);

    private delegate int Handler(int control, int kind, nint data, nint context);

    private enum State
    {
        Stopped = 1,
        StartPending = 2,
        StopPending = 3,
        Running = 4,
    }

    /// <summary>The service this process runs as, once the manager has called it; null everywhere else.</summary>
    private static ServiceControl? Current { get; set; }

    /// <summary>Hands the process to the service manager until the service has stopped; gives the exit status of <paramref name="serve"/>.</summary>
    /// <exception cref="RefusedException">The service manager did not start this process.</exception>
    public static int Run(Func<CancellationToken, Task<int>> serve)
    {
        var service = new ServiceControl(serve);
        var table = new[] { new Entry { Name = Name, Main = Marshal.GetFunctionPointerForDelegate(service.main) }, default };
        if (!StartServiceCtrlDispatcher(table))
        {
            var error = Marshal.GetLastPInvokeError();
            throw new RefusedException(error == NotStartedByTheManager
                ? "--service 只供 Windows 服务管理器使用；请用 service.cmd install。 --service is for the service manager of Windows; use service.cmd install."
                : $"Windows 服务管理器拒绝了（{error}）。 The service manager of Windows refused ({error}).");
        }

        GC.KeepAlive(service);
        return service.exit;
    }

    /// <summary>The server answers now; does nothing unless this process runs as a service.</summary>
    public static void Ready() => Current?.Tell(State.Running);

    private void Main(int count, nint arguments)
    {
        status = RegisterServiceCtrlHandlerEx(Name, handler, 0);
        Current = this;
        Tell(State.StartPending);
        // Bringing a large database up to date takes its time; the manager gives up on a service that says nothing for long.
        using (new Timer(_ => StillPending(), null, Hint / 3, Hint / 3))
        {
            try
            {
                exit = serve(stopping.Token).GetAwaiter().GetResult();
            }
            catch (Exception error)
            {
                Console.Error.WriteLine(error);
                exit = CommandErrors.Refused;
            }
        }

        Tell(State.Stopped);
    }

    private int Handle(int control, int kind, nint data, nint context)
    {
        const int stop = 1, interrogate = 4, shutdown = 5;
        if (control is stop or shutdown)
        {
            Tell(State.StopPending);
            // Not here: the manager waits for this call to return.
            _ = Task.Run(stopping.Cancel);
            return 0;
        }

        const int notImplemented = 120;
        return control == interrogate ? 0 : notImplemented;
    }

    private void StillPending()
    {
        lock (gate)
        {
            if (state is State.StartPending or State.StopPending)
            {
                Tell(state);
            }
        }
    }

    private void Tell(State now)
    {
        lock (gate)
        {
            if (state == State.StopPending && now == State.Running)
            {
                return; // asked to stop while it was starting
            }

            state = now;
            var pending = now is State.StartPending or State.StopPending;
            checkPoint = pending ? checkPoint + 1 : 0;
            var told = new Status
            {
                Kind = 0x10, // a process of its own
                State = (uint)now,
                Accepted = now == State.Running ? 0x1u | 0x4u : 0, // stop, shutdown
                ExitCode = now == State.Stopped && exit != 0 ? FailedWithOwnCode : 0,
                OwnExitCode = now == State.Stopped ? (uint)exit : 0,
                CheckPoint = checkPoint,
                WaitHint = pending ? (uint)Hint.TotalMilliseconds : 0,
            };
            SetServiceStatus(status, ref told);
        }
    }

    [DllImport("advapi32.dll", EntryPoint = "StartServiceCtrlDispatcherW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool StartServiceCtrlDispatcher([In] Entry[] table);

    [DllImport("advapi32.dll", EntryPoint = "RegisterServiceCtrlHandlerExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint RegisterServiceCtrlHandlerEx(string name, Handler handler, nint context);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetServiceStatus(nint service, ref Status status);

    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
    private struct Entry
    {
        [MarshalAs(UnmanagedType.LPWStr)]
        public string? Name;
        public nint Main;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Status
    {
        public uint Kind;
        public uint State;
        public uint Accepted;
        public uint ExitCode;
        public uint OwnExitCode;
        public uint CheckPoint;
        public uint WaitHint;
    }
}
