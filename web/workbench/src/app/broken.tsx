import { useEffect } from 'react';
import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { useSharedText } from '@/shared/i18n/shared-text';
import { State } from '@/shared/ui/states';
import { checkVersion } from './version';

/** A page that threw. A missing chunk usually means that the server was upgraded under an open tab. */
export const Broken = () => {
  const t = useSharedText();
  const error = useRouteError();
  useEffect(() => {
    void checkVersion();
  }, []);
  return (
    <State
      title={t('brokenTitle')}
      text={t('brokenText')}
      action={
        <>
          <Button type="primary" onClick={() => window.location.reload()}>
            {t('refresh')}
          </Button>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </>
      }
    />
  );
};
