import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { api, signedOut } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { language } from '@/shared/i18n/language';
import { listenForKeys } from '@/shared/keys/keys';
import { SessionContext, type Session } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { watchVersion } from './version';

/** What every page for people who are signed in stands on: who they are, their language, the keys; whoever is not goes to the door and comes back here. */
export const SignedIn = ({ children }: { children: ReactNode }) => {
  const session = useQuery({
    queryKey: ['people', 'session'],
    queryFn: ({ signal }) => api.get<Session>('/api/people/session', { signal }),
    staleTime: 5 * 60_000,
  });
  const navigate = useNavigate();
  const here = useLocation();
  const problem = session.error === null ? null : toProblem(session.error);
  const mustSignIn = problem?.status === 401;
  const [from] = useState(() => here.pathname + here.search);

  useEffect(() => {
    const leave = () => {
      const to = window.location.pathname + window.location.search;
      void navigate(`/sign-in?to=${encodeURIComponent(to)}`, { replace: true });
    };
    signedOut.add(leave);
    return () => {
      signedOut.delete(leave);
    };
  }, [navigate]);
  useEffect(() => {
    if (mustSignIn) void navigate(`/sign-in?to=${encodeURIComponent(from)}`, { replace: true });
  }, [mustSignIn, navigate, from]);
  useEffect(() => listenForKeys((to) => void navigate(to)), [navigate]);
  useEffect(watchVersion, []);

  const spoken = session.data?.person.language;
  useEffect(() => {
    if (spoken === 'zh-CN' || spoken === 'en') language.set(spoken);
  }, [spoken]);
  const mustReadNotice = session.data?.mustAcceptNotice === true;
  useEffect(() => {
    if (mustReadNotice) void navigate(`/notice?to=${encodeURIComponent(from)}`, { replace: true });
  }, [mustReadNotice, navigate, from]);

  if (session.data === undefined || mustReadNotice) {
    if (problem === null || mustSignIn || mustReadNotice) return <Loading rows={10} />;
    return <LoadFailed error={problem} onRetry={() => void session.refetch()} />;
  }
  return <SessionContext.Provider value={session.data}>{children}</SessionContext.Provider>;
};
