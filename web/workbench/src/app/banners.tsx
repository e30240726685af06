import { useEffect, useState } from 'react';
import { Button } from 'antd';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useStore } from '@/shared/store/store';
import css from './banners.module.css';
import { useText } from './text';
import { isOutdated } from './version';

/** One line above the page for what concerns all of it: no network, or a newer version on the server. */
export const Banners = () => {
  const shared = useSharedText();
  const t = useText();
  const [isOffline, setOffline] = useState(!navigator.onLine);
  const [isPutOff, putOff] = useState(false);
  const outdated = useStore(isOutdated);
  useEffect(() => {
    const update = () => setOffline(!navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  if (isOffline) {
    return (
      <div className={css['banner']} data-tone="amber" role="status">
        {shared('offline')}
      </div>
    );
  }
  if (!outdated || isPutOff) return null;
  return (
    <div className={css['banner']} role="status">
      {shared('outdated')}
      <Button size="small" type="primary" onClick={() => window.location.reload()}>
        {shared('refresh')}
      </Button>
      <Button size="small" type="text" onClick={() => putOff(true)}>
        {t('later')}
      </Button>
    </div>
  );
};
