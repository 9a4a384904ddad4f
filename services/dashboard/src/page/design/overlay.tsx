/** Dialogs, side panels, menus, popovers and hover cards on Radix primitives: focus, Escape and screen readers are theirs. */
import { DropdownMenu, Dialog as Primitive, Popover as RadixPopover, Tooltip as RadixTooltip } from 'radix-ui';
import { type MouseEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Icon } from './icon.tsx';

type DialogProps = {
  isOpen: boolean;
  onClose(): void;
  title: string;
  /** One sentence under the title. */
  about?: string;
  /** `side-panel` keeps the page in sight; a `sheet` comes from below, on phones. */
  shape?: 'dialog' | 'side-panel' | 'sheet';
  children: ReactNode;
};

/** A dialog that asks something begins where it is answered, and not with the button that closes it. */
function beginInField(event: Event): void {
  const field = event.target instanceof Element ? event.target.querySelector('input, select, textarea') : null;
  if (!(field instanceof HTMLElement)) return;
  event.preventDefault();
  field.focus();
}

/** Whoever had the focus before gets it back: Radix knows of buttons of its own only, and these dialogs are opened by anything. */
function useOpener() {
  const opener = useRef<Element | null>(null);
  const onOpenAutoFocus = (event: Event) => {
    opener.current = document.activeElement;
    beginInField(event);
  };
  const onCloseAutoFocus = (event: Event) => {
    event.preventDefault();
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  return { onOpenAutoFocus, onCloseAutoFocus };
}

export function Dialog({ isOpen, onClose, title, about, shape = 'dialog', children }: DialogProps) {
  const focus = useOpener();
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        {/* Not Radix' own overlay: that writes a style element into the page, which the page's policy refuses. */}
        <div className="veil" />
        <Primitive.Content
          className={shape}
          {...focus}
          {...(about === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className="row-between">
            <Primitive.Title asChild>
              <h2>{title}</h2>
            </Primitive.Title>
            <Primitive.Close className="button button-quiet button-icon" aria-label="Close">
              <Icon name="close" />
            </Primitive.Close>
          </div>
          {about === undefined ? null : <Primitive.Description className="soft">{about}</Primitive.Description>}
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type MenuItem = { label: ReactNode; hint?: ReactNode; onSelect?: () => void; href?: string; isDisabled?: boolean };

/** A button that opens a list of things to do. */
export function Menu({ label, name, items }: { label: ReactNode; name?: string; items: readonly MenuItem[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" {...(name === undefined ? {} : { 'aria-label': name })}>
        {label}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={12}>
          {items.map(({ label: text, hint, onSelect, href, isDisabled = false }, index) => (
            <DropdownMenu.Item
              // The list of one menu never changes its order.
              key={typeof text === 'string' ? text : index}
              className="menu-item"
              disabled={isDisabled}
              asChild={href !== undefined}
              {...(onSelect === undefined ? {} : { onSelect })}
            >
              {href === undefined ? (
                <>
                  <span>{text}</span>
                  {hint === undefined ? null : <kbd>{hint}</kbd>}
                </>
              ) : (
                <a href={href}>{text}</a>
              )}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A button that opens a small form beside it. */
export function Popover({
  label,
  name,
  className = 'button',
  children,
}: {
  label: ReactNode;
  name?: string;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <RadixPopover.Root>
      <RadixPopover.Trigger id={id} className={className} {...(name === undefined ? {} : { 'aria-label': name })}>
        {label}
      </RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-labelledby={id}
          className="popover"
          align="start"
          sideOffset={6}
          collisionPadding={12}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}

/** More about something, on hover, on focus, and at a touch where it is a button. What must be read stands elsewhere too. */
export function Hint({ text, children }: { text: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const touch = (event: MouseEvent<HTMLElement>) => {
    if (event.currentTarget.tagName !== 'BUTTON') return;
    // Else the click closes what a finger has no other way to open.
    event.preventDefault();
    setOpen(true);
  };
  return (
    <RadixTooltip.Root open={isOpen} onOpenChange={setOpen}>
      <RadixTooltip.Trigger asChild onClick={touch}>
        {children}
      </RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content className="tooltip" sideOffset={6} collisionPadding={12}>
          {text}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}

/** Once around everything that has hints. */
export const HintProvider = ({ children }: { children: ReactNode }) => (
  <RadixTooltip.Provider delayDuration={250}>{children}</RadixTooltip.Provider>
);
