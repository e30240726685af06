import { Alert, Checkbox, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { clockTime } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { useLanguage } from '@/shared/i18n/language';
import css from './handover.module.css';
import { useText } from './text';
import { useHandoverAct } from './use-handover';
import { equipmentStates, type Handover } from './wire';

/** What the book wants done before, and how the important equipment stands. */
export const Readiness = ({ handover, mayChange }: { handover: Handover; mayChange: boolean }) => {
  const t = useText();
  const shop = useShop();
  const act = useHandoverAct();
  if (handover.preparation.length === 0 && handover.equipment.length === 0) return null;
  return (
    <div className={css['readiness']}>
      {handover.preparation.length > 0 && (
        <Section title={t('preparation')}>
          {handover.preparation.map((point) => (
            <p key={point.name}>
              <Checkbox
                checked={point.doneAt !== null}
                disabled={!mayChange || act.isPending}
                onChange={(event) =>
                  act.mutate({
                    path: '/handovers/mine/tick',
                    body: { shop: shop.id, name: point.name, done: event.target.checked },
                  })
                }
              >
                {point.name}
              </Checkbox>
              {point.doneAt !== null && (
                <span className={css['quiet']}>
                  {point.doneBy} {clockTime(point.doneAt, shop.zone)}
                </span>
              )}
            </p>
          ))}
        </Section>
      )}
      {handover.equipment.length > 0 && (
        <Section title={t('equipment')}>
          {handover.equipment.map((one) => (
            <p key={one.name} className={css['machine']}>
              <span>{one.name}</span>
              <Select
                size="small"
                className={css['machineState']}
                aria-label={one.name}
                placeholder={t('unknown')}
                disabled={!mayChange}
                {...(one.state === null ? {} : { value: one.state })}
                options={equipmentStates.map((value) => ({ value, label: t(`equipment-${value}`) }))}
                onChange={(state) => act.mutate({ path: '/equipment', body: { shop: shop.id, name: one.name, state } })}
              />
              {one.since !== null && (
                <span className={css['quiet']}>
                  {one.setBy} {clockTime(one.since, shop.zone)}
                </span>
              )}
            </p>
          ))}
        </Section>
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </div>
  );
};

/** Why it cannot be handed over now, and what a supervisor let it past. */
export const Blocks = ({ handover }: { handover: Handover }) => {
  const t = useText();
  const isZh = useLanguage() === 'zh-CN';
  const open = handover.blocks.filter((block) => !block.isExcepted);
  return (
    <>
      {open.length > 0 && (
        <Alert
          className={css['note'] ?? ''}
          type="warning"
          showIcon
          title={t('blocked')}
          description={
            <>
              {open.map((block) => (
                <p key={block.code}>{isZh ? block.zh : block.en}</p>
              ))}
              <p className={css['quiet']}>{t('blockedHint')}</p>
            </>
          }
        />
      )}
      {handover.exception !== null && (
        <Alert
          className={css['note'] ?? ''}
          type="info"
          showIcon
          title={t('excepted', { by: handover.exception.by ?? '', reason: handover.exception.reason })}
        />
      )}
    </>
  );
};
