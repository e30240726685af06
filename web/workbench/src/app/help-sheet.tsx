import { Modal } from 'antd';
import { allCommands, commandStore } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { useStore } from '@/shared/store/store';
import css from './help-sheet.module.css';
import { openSheet } from './sheets';
import { useText } from './text';

/** "?": the keys that work on this page, grouped as the page groups them. */
export const HelpSheet = () => {
  const t = useText();
  const entries = useStore(commandStore);
  const withKeys = allCommands(entries).filter((command) => command.key !== undefined && command.id !== 'help-writing');
  const groups = Object.entries(Object.groupBy(withKeys, (command) => command.group));
  return (
    <Modal open title={t('help')} footer={null} width={760} onCancel={() => openSheet.set(null)}>
      <p className={css['hint']}>{t('helpHint', { alt: keyName('alt') })}</p>
      <div className={css['columns']}>
        {groups.map(([group, commands = []]) => (
          <section key={group} className={css['group']}>
            <h3 className={css['title']}>{group}</h3>
            <dl className={css['keys']}>
              {commands.map((command) => (
                <div key={command.id} className={css['row']}>
                  <dt>{command.label}</dt>
                  <dd>
                    <kbd>{keyName(command.key ?? '')}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
};
