import { useState } from 'react';
import { Button, Input, Segmented, Select } from 'antd';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { DayPicker } from '@/shared/ui/pickers';
import css from './search.module.css';
import { useText } from './text';
import { filterNames, useChoices, type Asked } from './use-search';

type FormProps = { asked: Asked; onChange: (values: Partial<Asked>) => void };

export const SearchForm = ({ asked, onChange }: FormProps) => {
  const t = useText();
  const [typed, setTyped] = useState(asked.q);
  const [tag, setTag] = useState(asked.tag);
  // On a telephone only: there is room for all of them elsewhere.
  const [isOpen, setOpen] = useState(false);
  const used = filterNames.filter((name) => asked[name] !== '').length;
  const choices = useChoices().data;
  const kindOf = useChannelKind();
  const any = { value: '', label: t('everybody') };
  return (
    <form
      className={css['form']}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ q: typed.trim(), tag: tag.trim() });
      }}
    >
      <Input.Search
        className={css['words'] ?? ''}
        autoFocus
        allowClear
        enterButton={t('search')}
        placeholder={t('placeholder')}
        aria-label={t('placeholder')}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(words, event) => {
          // The form sends by itself when Enter is pressed or the button clicked.
          if (event?.type === 'click' || words === '') onChange({ q: words.trim(), tag: tag.trim() });
        }}
      />
      <Segmented
        className={css['kinds'] ?? ''}
        size="small"
        aria-label={t('kinds')}
        value={asked.kind === 'buyers' || asked.kind === 'notes' ? asked.kind : 'messages'}
        onChange={(kind) => onChange({ kind: kind === 'messages' ? '' : String(kind) })}
        options={[
          { value: 'messages', label: t('kindMessages') },
          { value: 'buyers', label: t('kindBuyers') },
          { value: 'notes', label: t('kindNotes') },
        ]}
      />
      <div className={css['filters']} data-open={isOpen} hidden={asked.kind === 'buyers' || asked.kind === 'notes'}>
        <Button size="small" className={css['more'] ?? ''} aria-expanded={isOpen} onClick={() => setOpen((is) => !is)}>
          {used === 0 ? t('filters') : t('filtersUsed', { n: used })}
        </Button>
        <Labelled label={t('sender')}>
          <Select
            aria-label={t('sender')}
            value={asked.sender}
            onChange={(sender: string) => onChange({ sender })}
            options={[
              any,
              { value: 'buyer', label: t('senderBuyer') },
              { value: 'agent', label: t('senderAgent') },
              { value: 'note', label: t('senderNote') },
              { value: 'robot', label: t('senderRobot') },
            ]}
            popupMatchSelectWidth={false}
          />
        </Labelled>
        <Labelled label={t('agent')}>
          <Select
            aria-label={t('agent')}
            showSearch={{ optionFilterProp: 'label' }}
            value={asked.agent}
            onChange={(agent: string) => onChange({ agent })}
            options={[any, ...(choices?.agents ?? []).map((one) => ({ value: one.id, label: one.name }))]}
            popupMatchSelectWidth={false}
          />
        </Labelled>
        <Labelled label={t('channel')}>
          <Select
            aria-label={t('channel')}
            value={asked.channel}
            onChange={(channel: string) => onChange({ channel })}
            options={[
              any,
              ...(choices?.channels ?? []).map((one) => ({
                value: one.id,
                label: one.name === '' ? kindOf(one.kind) : one.name,
              })),
            ]}
            popupMatchSelectWidth={false}
          />
        </Labelled>
        <Labelled label={t('tag')}>
          <Input
            aria-label={t('tag')}
            allowClear
            className={css['tag'] ?? ''}
            value={tag}
            onChange={(event) => setTag(event.target.value)}
            onBlur={() => tag.trim() !== asked.tag && onChange({ tag: tag.trim() })}
          />
        </Labelled>
        <Labelled label={t('days')}>
          <span className={css['days']}>
            <DayPicker
              className={css['day']}
              label={t('from')}
              value={asked.from}
              most={asked.to}
              mayBeEmpty
              onChange={(from) => onChange({ from })}
            />
            –
            <DayPicker
              className={css['day']}
              label={t('to')}
              value={asked.to}
              least={asked.from}
              mayBeEmpty
              onChange={(to) => onChange({ to })}
            />
          </span>
        </Labelled>
        {used > 0 && (
          <Button
            size="small"
            type="link"
            onClick={() => {
              setTag('');
              onChange(Object.fromEntries(filterNames.map((name) => [name, ''])));
            }}
          >
            {t('clear')}
          </Button>
        )}
        <span className={css['space']} />
        <Segmented
          value={asked.sort === 'best' ? 'best' : 'newest'}
          onChange={(sort) => onChange({ sort: sort === 'best' ? 'best' : '' })}
          options={[
            { value: 'newest', label: t('newest') },
            { value: 'best', label: t('best') },
          ]}
        />
      </div>
    </form>
  );
};

const Labelled = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <span className={css['filter']}>
    <span className={css['label']}>{label}</span>
    {children}
  </span>
);
