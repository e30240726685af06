import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import type { Session } from '@/shared/session';
import { language, type Language } from './language';

/** Changes the language at once and keeps it with the person, so that other devices and the server's answers speak it too. */
export const useChooseLanguage = (): ((chosen: Language) => void) => {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useCallback(
    (chosen) => {
      const before = language.get();
      const keep = (spoken: Language) => {
        language.set(spoken);
        // The session is asked for now and then and says the language: what it said before must not bring the old one back.
        queries.setQueryData<Session>(['people', 'session'], (known) =>
          known === undefined ? known : { ...known, person: { ...known.person, language: spoken } },
        );
      };
      keep(chosen);
      void api.put('/api/people/me/language', { language: chosen }).catch((error: unknown) => {
        keep(before);
        void message.error(toProblem(error).detail);
      });
    },
    [queries, message],
  );
};
