import { Tag } from 'antd';
import { useLanguage } from '@/shared/i18n/language';
import css from './texts.module.css';
import { useTextsText } from './text';
import type { TextMark } from './wire';

export const tone = { block: 'error', confirm: 'warning', hint: 'default', pass: 'default' } as const;

/** What rings first, why, and the words that could stand instead. */
export const MarkLine = ({ mark, onTake }: { mark: TextMark; onTake?: (text: string) => void }) => {
  const t = useTextsText();
  const isEnglish = useLanguage() === 'en';
  const hit = mark.hits[0];
  if (hit === undefined) return null;
  const { rewrite } = mark;
  return (
    <div className={css['mark']} role="status" data-level={mark.level}>
      <Tag color={tone[mark.level]}>{t(mark.level)}</Tag>
      {t('rings', {
        text: hit.text,
        name: (isEnglish ? hit.nameEn : null) ?? hit.name,
        reason: (isEnglish ? hit.reasonEn : null) ?? hit.reason,
      })}
      {mark.hits.length > 1 && <span className={css['quiet']}> {t('more', { n: mark.hits.length - 1 })}</span>}
      {rewrite === null && hit.suggestion !== null && (
        <span className={css['quiet']}> {t('say', { text: hit.suggestion })}</span>
      )}
      {rewrite !== null &&
        (onTake === undefined ? (
          <div className={css['quiet']}>{t('say', { text: rewrite })}</div>
        ) : (
          <div>
            <button type="button" className={css['take']} onClick={() => onTake(rewrite)}>
              {t('take', { text: rewrite.length > 60 ? `${rewrite.slice(0, 60)}…` : rewrite })}
            </button>
          </div>
        ))}
    </div>
  );
};
