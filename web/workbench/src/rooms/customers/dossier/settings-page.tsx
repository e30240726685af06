import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { CustomerTabs } from './customer-tabs';
import css from './dossier.module.css';
import { useText } from './text';
import { useScheme } from './use-dossier';
import type { Named, OwnField, OwnFieldKind, Scheme, SchemeAnswer } from './wire';

const kinds: OwnFieldKind[] = ['text', 'number', 'date', 'choice', 'yes-no'];

export const SettingsPage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  const found = useScheme();
  return (
    <Page title={t('settingsTab')}>
      <CustomerTabs />
      {!may && <NoRight right={t('right')} />}
      {may && found.isPending && <Loading rows={8} />}
      {may && found.isError && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
      {may && found.data !== undefined && <Form key={found.data.version} held={found.data} />}
    </Page>
  );
};

const Form = ({ held }: { held: SchemeAnswer }) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [scheme, setScheme] = useState(held.scheme);
  const change = (part: Partial<Scheme>) => setScheme({ ...scheme, ...part });
  const greet = (part: Partial<Scheme['greeting']>) => change({ greeting: { ...scheme.greeting, ...part } });
  const save = useMutation({
    mutationFn: () =>
      api.post<SchemeAnswer>('/api/shop/buyer-scheme', { shop: shop.id, version: held.version, scheme }),
    onSuccess: (fresh) => {
      client.setQueryData(['buyer-scheme', shop.id], fresh);
      void client.invalidateQueries({ queryKey: ['customer'] });
      void message.success(t('saved'));
    },
  });
  const isLocked = !held.mayEdit;
  const known = (key: string) =>
    [
      ...held.scheme.fields,
      ...held.scheme.factKinds,
      ...held.scheme.purposes,
      ...held.scheme.topics,
      ...held.scheme.levels,
    ].some((one) => one.key === key);
  return (
    <fieldset disabled={isLocked} style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
      <p className={css['quiet']}>{t('settingsHint')}</p>
      <Section title={t('fields')}>
        <Entries<OwnField>
          list={scheme.fields}
          isKnown={known}
          isLocked={isLocked}
          withPersonal
          fresh={(key) => ({ key, name: '', kind: 'text', choices: null, isPersonal: false, isArchived: false })}
          onChange={(fields) => change({ fields })}
          more={(field, put) => (
            <>
              <Select
                aria-label={t('fieldKind')}
                value={field.kind}
                disabled={isLocked || held.scheme.fields.some((one) => one.key === field.key)}
                options={kinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
                onChange={(kind) => put({ ...field, kind })}
              />
              {field.kind === 'choice' && (
                <Input
                  className={css['choices'] ?? ''}
                  aria-label={t('choices')}
                  placeholder={t('choices')}
                  defaultValue={(field.choices ?? []).join(t('comma'))}
                  onChange={(event) =>
                    put({
                      ...field,
                      choices: event.target.value
                        .split(/[,，]/)
                        .map((one) => one.trim())
                        .filter((one) => one !== ''),
                    })
                  }
                />
              )}
            </>
          )}
        />
      </Section>
      {(['factKinds', 'purposes', 'topics', 'levels'] as const).map((name) => (
        <Section key={name} title={t(name)}>
          <Entries<Named>
            list={scheme[name]}
            isKnown={known}
            isLocked={isLocked}
            withPersonal={name === 'factKinds'}
            fresh={(key) => ({ key, name: '', isPersonal: false, isArchived: false })}
            onChange={(list) => change({ [name]: list })}
          />
        </Section>
      ))}
      <Section title={t('topicWords')}>
        <p className={css['quiet']}>{t('topicWordsHint')}</p>
        {scheme.reviewTopics.map((topic) => (
          <label key={topic.key} className={css['field']}>
            {topic.name} {topic.isArchived && `(${t('archived')})`}
            <Input.TextArea
              aria-label={topic.name}
              autoSize={{ minRows: 1, maxRows: 6 }}
              defaultValue={topic.words.join(t('comma'))}
              onBlur={(event) => {
                const words = event.target.value
                  .split(/[,，]/)
                  .map((one) => one.trim())
                  .filter((one) => one !== '');
                if (words.join() !== topic.words.join())
                  change({
                    reviewTopics: scheme.reviewTopics.map((one) => (one.key === topic.key ? { ...one, words } : one)),
                  });
              }}
            />
          </label>
        ))}
      </Section>
      <Section title={t('membershipText')}>
        <Input.TextArea
          aria-label={t('membershipText')}
          maxLength={4000}
          autoSize={{ minRows: 3, maxRows: 14 }}
          value={scheme.membershipText}
          onChange={(event) => change({ membershipText: event.target.value })}
        />
      </Section>
      <Section title={t('limits')}>
        <div className={css['pair']}>
          <Count
            label={t('suggestionDays')}
            most={365}
            value={scheme.suggestionDays}
            onChange={(n) => change({ suggestionDays: n })}
          />
          <Count
            label={t('careMonths')}
            most={60}
            value={scheme.careMonths}
            onChange={(n) => change({ careMonths: n })}
          />
          <Count
            label={t('loyalOrders')}
            least={2}
            most={1000}
            value={scheme.loyalOrders}
            onChange={(n) => change({ loyalOrders: n })}
          />
        </div>
      </Section>
      <Section title={t('greetingRule')}>
        <div className={css['block']}>
          <label className={css['field']}>
            {t('greetingText')} ({t('greetingTextHint', { name: '{name}' })})
            <Input.TextArea
              aria-label={t('greetingText')}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={scheme.greeting.text}
              onChange={(event) => greet({ text: event.target.value })}
            />
          </label>
          <div className={css['pair']}>
            <Count
              label={t('everyMonthsGreeting')}
              most={24}
              value={scheme.greeting.everyMonths}
              onChange={(n) => greet({ everyMonths: n })}
            />
            <Count
              label={t('answerDays')}
              most={30}
              value={scheme.greeting.answerDays}
              onChange={(n) => greet({ answerDays: n })}
            />
            <Count
              label={t('quiet')}
              least={0}
              most={23}
              value={scheme.greeting.quietFrom}
              onChange={(n) => greet({ quietFrom: n })}
            />
            <Count
              label={t('quietTo')}
              least={0}
              most={23}
              value={scheme.greeting.quietTo}
              onChange={(n) => greet({ quietTo: n })}
            />
          </div>
          <label className={css['field']}>
            {t('optOutWords')}
            <Input.TextArea
              aria-label={t('optOutWords')}
              autoSize={{ minRows: 1, maxRows: 4 }}
              defaultValue={scheme.greeting.optOutWords.join(t('comma'))}
              onBlur={(event) => {
                const optOutWords = event.target.value
                  .split(/[,，]/)
                  .map((one) => one.trim())
                  .filter((one) => one !== '');
                if (optOutWords.join() !== scheme.greeting.optOutWords.join()) greet({ optOutWords });
              }}
            />
          </label>
        </div>
      </Section>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
      {held.mayEdit && (
        <Button type="primary" loading={save.isPending} disabled={scheme === held.scheme} onClick={() => save.mutate()}>
          {shared('save')}
        </Button>
      )}
    </fieldset>
  );
};

type CountProps = { label: string; value: number; least?: number; most: number; onChange: (n: number) => void };

const Count = ({ label, value, least = 1, most, onChange }: CountProps) => (
  <label className={css['field']}>
    {label}
    <InputNumber
      aria-label={label}
      min={least}
      max={most}
      precision={0}
      value={value}
      onChange={(n) => onChange(n ?? least)}
    />
  </label>
);

type EntriesProps<T extends Named> = {
  list: readonly T[];
  isKnown: (key: string) => boolean;
  isLocked: boolean;
  withPersonal?: boolean;
  fresh: (key: string) => T;
  onChange: (list: T[]) => void;
  more?: (one: T, put: (next: T) => void) => React.ReactNode;
};

/** A list of the shop's: what is saved can be renamed and archived, what is new can still be taken away. */
const Entries = <T extends Named>({
  list,
  isKnown,
  isLocked,
  withPersonal = false,
  fresh,
  onChange,
  more,
}: EntriesProps<T>) => {
  const t = useText();
  const put = (next: T) => onChange(list.map((one) => (one.key === next.key ? next : one)));
  return (
    <>
      {list.map((one) => (
        <div key={one.key} className={css['entry']} data-archived={one.isArchived}>
          <Input
            className={css['name'] ?? ''}
            aria-label={t('name')}
            placeholder={t('name')}
            maxLength={40}
            value={one.name}
            onChange={(event) => put({ ...one, name: event.target.value })}
          />
          {more?.(one, put)}
          {withPersonal && (
            <Checkbox
              title={t('personalHint')}
              disabled={isLocked}
              checked={one.isPersonal}
              onChange={(event) => put({ ...one, isPersonal: event.target.checked })}
            >
              {t('personal')}
            </Checkbox>
          )}
          {!isLocked && (
            <Button
              type="text"
              size="small"
              onClick={() =>
                isKnown(one.key)
                  ? put({ ...one, isArchived: !one.isArchived })
                  : onChange(list.filter((other) => other.key !== one.key))
              }
            >
              {isKnown(one.key) ? (one.isArchived ? t('restore') : t('archive')) : t('remove')}
            </Button>
          )}
        </div>
      ))}
      {!isLocked && (
        <Button type="dashed" size="small" onClick={() => onChange([...list, fresh(newId().slice(-12))])}>
          {t('add')}
        </Button>
      )}
    </>
  );
};
