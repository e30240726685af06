import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { language, useLanguage } from '@/shared/i18n/language';
import { FaultDialog } from './fault-dialog';
import { useText } from './text';
import css from './people.module.css';

/** The frame of the pages before sign-in: name, card, language, and the way to report a fault. */
export const Door = ({ title, wide = false, children }: { title?: string; wide?: boolean; children: ReactNode }) => {
  const t = useText();
  const spoken = useLanguage();
  const [reporting, setReporting] = useState(false);
  return (
    <main className={css['door']}>
      <div className={`${css['card']} ${wide ? css['wide'] : ''}`}>
        <div className={css['brand']}>{t('product')}</div>
        {title !== undefined && <h1 className={css['cardTitle']}>{title}</h1>}
        {children}
      </div>
      <div className={css['foot']}>
        <Button type="link" size="small" onClick={() => language.set(spoken === 'en' ? 'zh-CN' : 'en')}>
          {spoken === 'en' ? t('chinese') : t('english')}
        </Button>
        <Button type="link" size="small" onClick={() => setReporting(true)}>
          {t('reportFault')}
        </Button>
      </div>
      <FaultDialog open={reporting} asksWho onClose={() => setReporting(false)} />
    </main>
  );
};
