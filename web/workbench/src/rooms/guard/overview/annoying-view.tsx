import { useState } from 'react';
import { Button, Drawer } from 'antd';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { BookDoor } from './book-door';
import { HitsView } from './hits-view';
import css from './overview.module.css';
import { percent } from './share';
import { useText } from './text';
import { useAnnoying, type Span } from './use-overview';
import type { Annoying } from './wire';

/** Rules that agents send past or call wrong most often, with the reasons they give. */
export const AnnoyingView = ({ span }: { span: Span }) => {
  const t = useText();
  const annoying = useAnnoying(span);
  const [opened, setOpened] = useState<Annoying['rules'][number] | null>(null);
  if (annoying.isPending) return <Loading rows={6} />;
  if (annoying.isError) return <LoadFailed error={annoying.error} onRetry={() => void annoying.refetch()} />;
  const { rules, least, tooFew } = annoying.data;
  if (rules.length === 0) return <State title={t('annoyingNone')} text={t('annoyingNoneText', { least })} />;
  return (
    <Section>
      <p className={css['quiet']}>{t('annoyingHint', { least, few: tooFew })}</p>
      <ol className={css['hits']}>
        {rules.map((line) => (
          <li key={line.count.key} className={css['hit']}>
            <p className={css['meta']}>
              <span className={css['level']} data-level={line.count.level}>
                {t(line.count.level)}
              </span>
              <b>{line.count.name}</b>
              <span>
                {t('all')} {t('timesN', { n: line.count.all })}
              </span>
              <span>
                {t('share')} {percent(line.count.share)}
              </span>
              <span>
                {t('disputed')} {t('timesN', { n: line.count.disputed })}
              </span>
            </p>
            <p className={css['words']}>
              {line.reasons.length === 0
                ? t('noReason')
                : t('reasonsOf', {
                    reasons: line.reasons
                      .map((one) => t('reasonN', { reason: one.reason, n: one.count }))
                      .join(t('comma')),
                  })}
            </p>
            <p className={css['acts']}>
              <Button type="link" size="small" onClick={() => setOpened(line)}>
                {t('hitsTitle')}
              </Button>
              <BookDoor path={line.path} />
            </p>
          </li>
        ))}
      </ol>
      <Drawer
        open={opened !== null}
        size={960}
        title={opened?.count.name ?? ''}
        onClose={() => setOpened(null)}
        destroyOnHidden
      >
        {opened !== null && <HitsView span={span} filter={{ rule: opened.count.key }} />}
      </Drawer>
    </Section>
  );
};
