import { useState } from 'react';
import { Alert, Button, Input, InputNumber, Select, Switch } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useMay } from '@/shared/session';
import { MarkLine } from '../texts/mark-line';
import { changesOf, linesOf } from './changes';
import css from './replies.module.css';
import { ReplyPreview } from './reply-preview';
import { useReplyText } from './text';
import { useChecked, useDrafts, useKeepReply } from './use-replies';
import type { Replies, Reply } from './wire';

const longest = 500;
const shortestWait = 5;
const newDraft = '';

/** One reply: its words beside the window in which a buyer reads them; what breaks the form of the book is refused while typing. */
export const ReplyEditor = ({ of, before }: { of: Replies; before: Reply }) => {
  const t = useReplyText();
  const language = useLanguage();
  const mayDraft = useMay('rules.book.edit');
  const [reply, setReply] = useState(before);
  const checked = useChecked(reply);
  const wrong = checked.isError ? toProblem(checked.error) : null;
  const change = (part: Partial<Reply>) => setReply((now) => ({ ...now, ...part }));
  const lines = linesOf(reply.text);
  const { maxLines, maxColours, fontSize, blocks } = of.form;
  const said = (field: string) => (
    <>
      {wrong?.field === field && (
        <div className={css['error']} role="alert">
          {wrong.detail}
        </div>
      )}
      {wrong === null &&
        checked.data?.hints
          .filter((hint) => hint.field === field)
          .map((hint) => (
            <div key={hint.rule} className={css['warning']}>
              {language === 'zh-CN' ? hint.reason.zh : hint.reason.en}
            </div>
          ))}
    </>
  );
  const status = (field: string) => (wrong?.field === field ? ('error' as const) : ('' as const));
  return (
    <div className={css['editor']}>
      <div className={css['form']}>
        <p className={css['hint']}>{t(`when-${reply.key}`)}</p>
        <label className={css['switch']}>
          <Switch checked={reply.isOn} onChange={(isOn) => change({ isOn })} aria-label={t('on')} />
          {reply.isOn ? t('isOn') : t('isOff')}
        </label>
        {reply.key === 'busy' && (
          <label className={css['field']}>
            <span>{t('after')}</span>
            <InputNumber
              aria-label={t('after')}
              min={shortestWait}
              precision={0}
              status={status('after')}
              value={reply.afterSeconds}
              onChange={(afterSeconds) => change({ afterSeconds })}
            />
            {said('after')}
          </label>
        )}
        <div className={css['field']}>
          <label htmlFor={`reply-${reply.key}`}>
            {t('words')}{' '}
            <span className={css[maxLines !== null && lines > maxLines ? 'error' : 'hint']}>
              {maxLines === null ? t('linesFree', { n: lines }) : t('lines', { n: lines, of: maxLines })}
            </span>
          </label>
          <Input.TextArea
            id={`reply-${reply.key}`}
            autoSize={{ minRows: 4, maxRows: 10 }}
            maxLength={longest}
            showCount
            status={status('text')}
            value={reply.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          {said('text')}
          {wrong === null && checked.data?.guard != null && (
            <>
              <MarkLine mark={checked.data.guard} onTake={(text) => change({ text })} />
              {checked.data.guard.level === 'confirm' && <span className={css['hint']}>{t('signFor')}</span>}
            </>
          )}
        </div>
        <div className={css['pair']}>
          <label className={css['field']}>
            <span>{t('size')}</span>
            <InputNumber
              aria-label={t('size')}
              min={6}
              max={72}
              precision={0}
              placeholder={fontSize === null ? t('sizeNone') : String(fontSize)}
              value={reply.fontSize}
              onChange={(size) => change({ fontSize: size })}
            />
            {said('font_size')}
          </label>
          <label className={css['field']}>
            <span>{t('colours')}</span>
            <Select
              mode="tags"
              open={false}
              suffixIcon={null}
              aria-label={t('colours')}
              status={status('colours')}
              value={reply.colours}
              onChange={(colours: string[]) => change({ colours })}
            />
            {said('colours')}
            <span className={css['hint']}>
              {maxColours === null ? t('coloursFree') : t('coloursHint', { n: maxColours })}{' '}
              {blocks.length > 1 && t('blocks', { blocks: blocks.join(language === 'zh-CN' ? '、' : ', ') })}
            </span>
          </label>
        </div>
        <p className={css['hint']}>{t('platform')}</p>
        {wrong !== null && wrong.field === null && <Alert type="error" title={wrong.detail} />}
        {mayDraft ? (
          <Keep
            before={before}
            reply={reply}
            isSound={wrong === null && checked.isFresh}
            isWrong={wrong !== null}
            isChanged={changesOf(before, reply).length > 0}
          />
        ) : (
          <p className={css['hint']}>{t('mayNotSave')}</p>
        )}
      </div>
      <ReplyPreview of={of} reply={reply} />
    </div>
  );
};

type KeepProps = { before: Reply; reply: Reply; isSound: boolean; isWrong: boolean; isChanged: boolean };

/** Into which draft it goes; nothing that breaks the form can be kept. */
const Keep = ({ before, reply, isSound, isWrong, isChanged }: KeepProps) => {
  const t = useReplyText();
  const language = useLanguage();
  const drafts = useDrafts(true).data ?? [];
  const [chosen, setChosen] = useState<string>();
  const keep = useKeepReply(before, t('bookTitle'));
  const draft = chosen ?? drafts[0]?.id ?? newDraft;
  return (
    <>
      <div className={css['keep']}>
        <Button
          type="primary"
          disabled={!isSound || !isChanged}
          loading={keep.isPending}
          onClick={() => keep.mutate({ reply, draft: draft === newDraft ? null : draft })}
        >
          {t('save')}
        </Button>
        <Select
          aria-label={t('saveTo')}
          className={css['draft'] ?? ''}
          value={draft}
          onChange={setChosen}
          options={[
            ...drafts.map((one) => ({
              value: one.id,
              label: (language === 'zh-CN' ? one.title.zh : one.title.en) || one.name,
            })),
            { value: newDraft, label: t('newDraft') },
          ]}
        />
        <span className={css['hint']} role="status">
          {isWrong ? '' : !isChanged ? t('unchanged') : isSound ? t('fits') : t('checking')}
        </span>
      </div>
      {keep.isError && <Alert type="error" showIcon title={toProblem(keep.error).detail} />}
      {keep.isSuccess && (
        <Alert
          type="success"
          showIcon
          title={keep.data.isVaried ? t('varied') : t('kept')}
          action={<Link to={`/rules/books/${keep.data.id}`}>{t('openDraft')}</Link>}
        />
      )}
    </>
  );
};
