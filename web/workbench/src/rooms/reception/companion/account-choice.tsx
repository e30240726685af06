import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { chooseShop, useSession, useShop } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './companion.module.css';
import { companionTalk, ownNames } from './kept';
import { useText } from './text';
import { addAccount, useAccounts } from './use-companion';

const fresh = 'new:';

/** Where one serves: chosen once and kept on this device. */
export const AccountChoice = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const kindName = useChannelKind();
  const { shops } = useSession();
  const shop = useShop();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const accounts = useAccounts(shop.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [own, setOwn] = useState(() => ownNames.get().join(', '));
  const [isBusy, setBusy] = useState(false);
  if (accounts.isError) return <LoadFailed error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (accounts.data === undefined) return <Loading rows={8} />;
  const options = [
    ...accounts.data.accounts.map((one) => ({
      value: one.id,
      label: one.name === kindName(one.kind) ? one.name : `${kindName(one.kind)} · ${one.name}`,
    })),
    ...accounts.data.platforms.map((kind) => ({ value: fresh + kind, label: kindName(kind) })),
  ];
  const guess = accounts.data.accounts[0]?.id ?? options.find((one) => one.value === fresh + shop.platform)?.value;
  const value = chosen ?? guess ?? options[0]?.value ?? '';
  const begin = async () => {
    setBusy(true);
    try {
      const account = value.startsWith(fresh) ? (await addAccount(shop.id, value.slice(fresh.length))).id : value;
      ownNames.set([
        ...new Set(
          own
            .split(/[,，、\n]/)
            .map((name) => name.trim())
            .filter(Boolean),
        ),
      ]);
      await queries.invalidateQueries({ queryKey: ['companion', 'accounts'] });
      companionTalk.set({ shop: shop.id, account, buyer: '' });
      onDone();
    } catch (error) {
      void message.error(toProblem(error).detail);
      setBusy(false);
    }
  };
  return (
    <form
      className={css['choice']}
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <h1>{t('chooseTitle')}</h1>
      <p className={css['quiet']}>{t('chooseText')}</p>
      {shops.length > 1 && (
        <label>
          {t('shop')}
          <Select
            aria-label={t('shop')}
            value={shop.id}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(id) => {
              setChosen(null);
              chooseShop(id);
            }}
            options={shops.map((one) => ({ value: one.id, label: one.name }))}
          />
        </label>
      )}
      <label>
        {t('platform')}
        <Select aria-label={t('platform')} value={value} onChange={setChosen} options={options} />
      </label>
      <label>
        {t('ownName')}
        <Input
          value={own}
          maxLength={400}
          placeholder={t('ownNameHint')}
          aria-label={t('ownName')}
          onChange={(event) => setOwn(event.target.value)}
        />
        <span className={css['quiet']}>{t('ownNameWhy')}</span>
      </label>
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={value === ''}>
        {t('begin')}
      </Button>
    </form>
  );
};
