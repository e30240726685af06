import { useQueryClient } from '@tanstack/react-query';
import { Dropdown, type MenuProps } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useChooseLanguage } from '@/shared/i18n/use-choose-language';
import { useSession } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { Avatar } from '@/shared/ui/avatar';
import { openSheet } from './sheets';
import { useText } from './text';
import { themeChoice, type ThemeChoice } from './theme';
import css from './account-menu.module.css';

export const AccountMenu = () => {
  const t = useText();
  const { person } = useSession();
  const spoken = useLanguage();
  const tone = useStore(themeChoice);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const chooseLanguage = useChooseLanguage();

  const signOut = async () => {
    await api.delete('/api/people/session').catch(() => undefined);
    queries.clear();
    await navigate('/sign-in', { replace: true });
  };
  const items: MenuProps['items'] = [
    { key: 'account', label: t('account'), onClick: () => void navigate('/account') },
    { key: 'help', label: t('help'), extra: '?', onClick: () => openSheet.set('help') },
    { type: 'divider' },
    {
      type: 'group',
      label: t('appearance'),
      children: (
        [
          ['system', 'themeSystem'],
          ['light', 'themeLight'],
          ['dark', 'themeDark'],
        ] as const
      ).map(([choice, label]: readonly [ThemeChoice, 'themeSystem' | 'themeLight' | 'themeDark']) => ({
        key: `theme-${choice}`,
        label: t(label),
        extra: tone === choice ? '✓' : '',
        onClick: () => themeChoice.set(choice),
      })),
    },
    {
      type: 'group',
      label: t('languageName'),
      children: [
        {
          key: 'zh',
          label: t('chinese'),
          extra: spoken === 'zh-CN' ? '✓' : '',
          onClick: () => chooseLanguage('zh-CN'),
        },
        { key: 'en', label: t('english'), extra: spoken === 'en' ? '✓' : '', onClick: () => chooseLanguage('en') },
      ],
    },
    { type: 'divider' },
    { key: 'out', label: t('signOut'), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className={css['button']} aria-label={`${t('account')} ${person.name}`}>
        <Avatar name={person.name} seed={person.id} size={26} />
        <span className={css['name']}>{person.name}</span>
      </button>
    </Dropdown>
  );
};
