"""The chat systems: WeCom, DingTalk and Feishu, person to person and through robots of group chats.

`http` calls out, `access` keeps their access tokens, `cards` says what a message looks like, one module per system
speaks its protocol, `ciphers` checks what they send back. Why no library does this: decision 0011.
"""
